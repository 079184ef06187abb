import Foundation

/// A barrier as slow and as certain as can be: a lock and a condition.
final class SystemBarrier: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private var here = 0
  private var round = 0

  init(_ count: Int) { self.count = count }

  func meet() {
    condition.lock()
    defer { condition.unlock() }
    let mine = round
    here += 1
    if here == count {
      here = 0
      round += 1
      condition.broadcast()
    }
    while round == mine { condition.wait() }
  }
}
