import NIOCore
import Synchronization

/// The connections that are open, to count them and to end them all.
final class OpenConnections: Sendable {
  private let limit: Int
  private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

  /// - Parameter limit: how many there may be.
  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { channels.withLock { $0.count } }

  /// Whether so many are open that those who ask for nothing should make room: three in four.
  var isCrowded: Bool { 4 * count >= 3 * limit }

  func add(_ channel: any Channel) {
    channels.withLock { $0[ObjectIdentifier(channel)] = channel }
  }

  func remove(_ channel: any Channel) {
    _ = channels.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  /// Ends every connection, whatever it is doing.
  func closeAll() {
    for channel in channels.withLock({ Array($0.values) }) {
      channel.close(promise: nil)
    }
  }
}
