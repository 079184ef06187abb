import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// `lentigo serve`: judges pictures that are sent to it, and hands out the web app that needs no server.
///
/// Everything that can be wrong is found when it is made. What it costs at most follows from its limits,
/// whatever is sent to it.
public struct ScreeningServer: Sendable {
  /// Told of what happens, besides the log.
  public struct Events: Sendable {
    /// The server listens.
    public var started: @Sendable (ServerAddress) -> Void = { _ in }
    /// The server was told to stop, takes no more connections, and ends what it has begun.
    public var stopping: @Sendable () -> Void = {}

    public init() {}
  }

  /// Whether there is an app to hand out.
  public var hasApp: Bool { !parts.files.isEmpty }

  let parts: ServerParts
  private let address: ListeningAddress
  private let builder: HTTPServerBuilder
  private let logger: Logger

  /// Reads certificate and app, and starts the threads that judge.
  ///
  /// - Throws: `ServerError`.
  public init(
    _ model: ServedModel, settings: ServerSettings, logger: Logger
  ) throws(ServerError) {
    address = try ListeningAddress(settings.address, port: settings.port)
    try address.check(
      isEncrypted: settings.tls != nil, allowsPlainHTTP: settings.allowsPlainHTTP)
    let tls = try settings.tls?.configuration()
    let files =
      if let folder = settings.appFolder {
        try AppFiles(folder: folder, logger: logger)
      } else {
        AppFiles()
      }
    parts = ServerParts(model, settings, files: files)
    self.logger = logger

    let limits = settings.limits
    let connections = parts.connections
    let plain = HTTPServerBuilder.http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [ConnectionGuard(limits, connections)],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    do {
      builder =
        if let tls { try HTTPServerBuilder.tls(plain, tlsConfiguration: tls) } else { plain }
    } catch {
      throw ServerError(.badCertificate, "TLS cannot be set up.", cause: "\(error)")
    }
  }

  /// Serves until one of the signals comes, and until what was begun is ended or the time for that is
  /// over.
  ///
  /// - Throws: `ServerError` where it cannot listen.
  public func run(
    until signals: [UnixSignal] = [.sigterm, .sigint], events: Events = Events()
  ) async throws(ServerError) {
    do {
      try await services(until: signals, events: events).run()
    } catch {
      throw refusal(error)
    }
    logger.notice("stopped")
  }

  /// What runs, for those who stop it themselves.
  package func services(until signals: [UnixSignal] = [], events: Events = Events()) -> ServiceGroup
  {
    // They are stopped in reverse order: the stop is noted before connections end.
    ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          application(events: events), StopWatch(parts: parts, events: events, logger: logger),
        ],
        gracefulShutdownSignals: signals, logger: logger))
  }

  package func application(events: Events = Events()) -> some ApplicationProtocol {
    Application(
      router: ServerRoutes(parts: parts).router(), server: builder,
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port), serverName: "lentigo",
        availableConnectionsDelegate: MaximumAvailableConnections(
          parts.settings.limits.connections, logger: logger)),
      onServerRunning: { channel in
        if !address.isLoopback, parts.settings.token == nil {
          logger.warning("whoever reaches this server may use it: it was given no token")
        }
        events.started(
          ServerAddress(
            host: address.host, port: channel.localAddress?.port ?? address.port,
            isEncrypted: parts.settings.tls != nil))
      },
      logger: logger)
  }

  private func refusal(_ error: any Error) -> ServerError {
    let place = "\(address.host) port \(address.port)"
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      return ServerError(
        .portInUse,
        "another program listens at \(place): stop it, or choose another port with --port; 0 takes "
          + "one that is free.")
    case EACCES:
      return ServerError(
        .notPermitted,
        "this user may not listen at \(place): ports below 1024 are for the administrator; choose "
          + "another one with --port.")
    case EADDRNOTAVAIL:
      return ServerError(
        .badAddress,
        "\(address.host) is no address of this machine: give 127.0.0.1 for this machine alone, or "
          + "0.0.0.0 for all its networks.")
    default:
      return ServerError(.failed, "the server ended.", cause: "\(error)")
    }
  }
}
