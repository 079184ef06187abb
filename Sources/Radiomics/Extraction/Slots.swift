import Synchronization

/// Results of parallel work, each put in its place by whoever made it.
final class Slots<Value: Sendable>: Sendable {
  private let values: Mutex<[Value?]>

  init(count: Int) {
    values = Mutex([Value?](repeating: nil, count: count))
  }

  func fill(_ index: Int, with value: Value) {
    values.withLock { $0[index] = value }
  }

  /// Those that were filled, in order.
  var all: [Value] { values.withLock { $0.compactMap { $0 } } }
}
