import NIOCore

/// An address to listen at, found out before anything is opened.
package struct ListeningAddress: Sendable, Equatable {
  /// As numbers, so that no second look-up can lead elsewhere.
  package let host: String
  package let port: Int
  /// Whether this machine alone can reach it.
  package let isLoopback: Bool

  /// - Throws: `ServerError` where the address is none.
  package init(_ name: String, port: Int) throws(ServerError) {
    guard (0...65535).contains(port) else {
      throw ServerError(.badAddress, "\(port) is no port: it has to be 0 to 65535.")
    }
    let found: SocketAddress
    do {
      found = try SocketAddress.makeAddressResolvingHost(name, port: port)
    } catch {
      throw ServerError(
        .badAddress,
        "'\(name)' is no address of this machine: give 127.0.0.1 for this machine alone, or 0.0.0.0 "
          + "for all its networks.", cause: "\(error)")
    }
    guard let host = found.ipAddress else {
      throw ServerError(.badAddress, "'\(name)' is no Internet address.")
    }
    self.host = host
    self.port = port
    isLoopback = Self.isLoopback(host)
  }

  /// 127.0.0.0/8 (RFC 1122), and ::1 (RFC 4291).
  private static func isLoopback(_ host: String) -> Bool {
    host == "::1" || host.hasPrefix("127.") || host.hasPrefix("::ffff:127.")
  }

  /// Refuses an address that other machines reach where what they send would not be encrypted.
  ///
  /// - Throws: `ServerError`.
  package func check(isEncrypted: Bool, allowsPlainHTTP: Bool) throws(ServerError) {
    guard !isLoopback, !isEncrypted, !allowsPlainHTTP else { return }
    throw ServerError(
      .unprotected,
      "other machines can reach \(host), and pictures of patients would cross the network unencrypted. "
        + "Give a certificate with --tls-certificate FILE --tls-key FILE; or, where something in front "
        + "of this server encrypts, or the network is your own, say --insecure; or leave out --address, "
        + "and this machine alone is served.")
  }
}
