import Files
import NIOSSL

/// A certificate with its chain and the key to it, PEM files.
public struct TLSFiles: Sendable, Equatable {
  /// The server's certificate, and behind it those that vouch for it.
  public let certificate: String
  /// The certificate's private key, without a passphrase.
  public let key: String

  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }

  /// Reads both, and makes sure that they belong together.
  ///
  /// - Throws: `ServerError`.
  func configuration() throws(ServerError) -> TLSConfiguration {
    let chain: [NIOSSLCertificate]
    do {
      chain = try NIOSSLCertificate.fromPEMBytes(try Self.read(certificate))
    } catch {
      throw Self.refusal(certificate, "is no certificate in PEM", error)
    }
    guard !chain.isEmpty else {
      throw ServerError(.badCertificate, "\(certificate) holds no certificate. Name a PEM file.")
    }
    let privateKey: NIOSSLPrivateKey
    do {
      privateKey = try NIOSSLPrivateKey(bytes: try Self.read(key), format: .pem)
    } catch {
      throw Self.refusal(key, "is no private key in PEM, or is locked with a passphrase", error)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    do {
      _ = try NIOSSLContext(configuration: configuration)
    } catch {
      throw Self.refusal(key, "does not belong to \(certificate)", error)
    }
    return configuration
  }

  private static func read(_ path: String) throws(ServerError) -> [UInt8] {
    do throws(FileError) {
      return try FileBytes.read(path, maximumCount: 1 << 20)
    } catch {
      throw ServerError(.badCertificate, "\(error)")
    }
  }

  private static func refusal(_ path: String, _ flaw: String, _ cause: any Error) -> ServerError {
    cause as? ServerError
      ?? ServerError(
        .badCertificate,
        "\(path) \(flaw). Name the two with --tls-certificate and --tls-key.", cause: "\(cause)")
  }
}
