import Foundation
import Logging
import Server
import TestSupport

/// Servers as tests want them.
enum Servers {
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// - Parameter change: what differs from the usual settings.
  static func make(
    logger: Logger = quiet, _ change: (inout ServerSettings) throws -> Void = { _ in }
  ) throws -> ScreeningServer {
    var settings = ServerSettings()
    settings.port = 0
    settings.version = "1.2.3"
    settings.limits.workers = 2
    try change(&settings)
    return try ScreeningServer(TestModel.served.get(), settings: settings, logger: logger)
  }

  /// Runs a server while `body` speaks to it on a thread of its own: sockets block, and the threads of
  /// Swift's tasks are few.
  static func run<Value: Sendable>(
    _ server: ScreeningServer,
    _ body: @escaping @Sendable (ServerAddress) throws -> Value
  ) async throws -> Value {
    try await run(server) { address, _ in
      try await onThread { try body(address) }
    }
  }

  /// The same, for a body that stops the server itself by the function it is handed.
  static func run<Value: Sendable>(
    _ server: ScreeningServer,
    _ body:
      @escaping @Sendable (
        ServerAddress, _ stop: @escaping @Sendable () async -> Void
      ) async throws -> Value
  ) async throws -> Value {
    let (addresses, continuation) = AsyncStream.makeStream(of: ServerAddress.self)
    var events = ScreeningServer.Events()
    events.started = { address in
      continuation.yield(address)
      continuation.finish()
    }
    let group = server.services(events: events)
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { continuation.finish() }
        try await group.run()
      }
      guard let address = await addresses.first(where: { _ in true }) else {
        try await tasks.waitForAll()
        throw ServerDidNotStart()
      }
      let outcome: Result<Value, any Error>
      do {
        outcome = .success(try await body(address) { await group.triggerGracefulShutdown() })
      } catch {
        outcome = .failure(error)
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return try outcome.get()
    }
  }

  /// Runs blocking work beside the threads of Swift's tasks.
  static func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try work() }) }.start()
    }
  }

  /// A web app of three files, one of them large and one compressed as well.
  static func app() throws -> TemporaryDirectory {
    let folder = TemporaryDirectory()
    try folder.write("<!doctype html><title>app</title>", to: "index.html")
    try folder.write("body { margin: 0 }", to: "style.css")
    try folder.write([UInt8](repeating: 7, count: 3 << 20), to: "model.safetensors")
    return folder
  }
}

struct ServerDidNotStart: Error {}
