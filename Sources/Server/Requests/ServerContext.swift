import Hummingbird
import NIOCore

/// What travels with a request.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The connection that the request came on.
  let channel: any Channel
  /// When its head was there.
  let start = ContinuousClock.now

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Asks later whether the client is still there; for one that never was, as in tests without
  /// connections, it is.
  var isConnected: @Sendable () -> Bool {
    let wasActive = channel.isActive
    return { [channel] in !wasActive || channel.isActive }
  }
}
