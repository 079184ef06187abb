/// Where the server can be reached once it listens.
public struct ServerAddress: Sendable, Equatable {
  /// An Internet address, as numbers.
  public let host: String
  public let port: Int
  public let isEncrypted: Bool

  public init(host: String, port: Int, isEncrypted: Bool) {
    self.host = host
    self.port = port
    self.isEncrypted = isEncrypted
  }

  /// Such as `http://127.0.0.1:8080/`.
  public var url: String {
    let scheme = isEncrypted ? "https" : "http"
    return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
  }
}
