import Logging
import ServiceLifecycle

/// Notes that the server was told to stop, and ends by force what has not ended in time.
struct StopWatch: Service {
  let parts: ServerParts
  let events: ScreeningServer.Events
  let logger: Logger

  func run() async throws {
    try await gracefulShutdown()
    parts.stop()
    logger.notice("stopping", metadata: ["connections": "\(parts.connections.count)"])
    events.stopping()
    let grace = parts.settings.limits.grace
    // Nobody waits for this: the others are told to stop when this returns.
    Task { [parts, logger] in
      try await Task.sleep(for: grace)
      let count = parts.connections.count
      guard count > 0 else { return }
      logger.warning("ended by force", metadata: ["connections": "\(count)"])
      parts.connections.closeAll()
    }
  }
}
