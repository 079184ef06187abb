/// How the server is started.
public struct ServerSettings: Sendable {
  /// Where it listens; by default where only this machine can reach it.
  public var address = "127.0.0.1"
  /// 0 takes one that is free.
  public var port = 8080
  /// Without it the server speaks plain HTTP.
  public var tls: TLSFiles?
  /// Whether plain HTTP may be spoken on an address that other machines reach.
  public var allowsPlainHTTP = false
  /// What requests to `/v1` and `/metrics` have to show; nil for nothing.
  public var token: BearerToken?
  /// The folder of the web app; nil serves the API alone.
  public var appFolder: String?
  /// What strangers may make the server do.
  public var limits = ServerLimits()
  /// The program's version, for those who ask.
  public var version = "unknown"

  public init() {}
}
