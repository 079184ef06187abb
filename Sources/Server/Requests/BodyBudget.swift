import Synchronization

/// Memory for the bodies of all requests together.
///
/// It is taken piece by piece as bytes arrive: what a client only announces costs nothing.
final class BodyBudget: Sendable {
  private let limit: Int
  private let used = Mutex(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Bytes of bodies that are there now.
  var usedBytes: Int { used.withLock { $0 } }

  /// Whether a body of so many bytes would fit now.
  func hasRoom(for count: Int) -> Bool { used.withLock { $0 + count <= limit } }

  /// - Returns: false, and takes nothing, where there is not so much left.
  fileprivate func take(_ count: Int) -> Bool {
    used.withLock { used in
      guard used + count <= limit else { return false }
      used += count
      return true
    }
  }

  fileprivate func giveBack(_ count: Int) {
    used.withLock { $0 -= count }
  }
}

/// One body's share of the budget, given back when nobody holds it any more.
final class BodyShare: Sendable {
  private let budget: BodyBudget
  private let taken = Mutex(0)

  init(of budget: BodyBudget) {
    self.budget = budget
  }

  deinit { budget.giveBack(taken.withLock { $0 }) }

  /// - Returns: false where the budget has not so much left.
  func grow(by count: Int) -> Bool {
    guard budget.take(count) else { return false }
    taken.withLock { $0 += count }
    return true
  }
}
