import Foundation

/// Lets threads run one at a time, round after round in the same order.
final class Relay: @unchecked Sendable {
  private let condition = NSCondition()
  private let order: [Int]
  private var turn = 0

  init(_ order: [Int]) { self.order = order }

  /// Waits until it is this runner's turn.
  func take(_ runner: Int) {
    condition.lock()
    defer { condition.unlock() }
    while order[turn] != runner { condition.wait() }
  }

  func passOn(from runner: Int) {
    condition.lock()
    defer { condition.unlock() }
    turn = (turn + 1) % order.count
    condition.broadcast()
  }
}
