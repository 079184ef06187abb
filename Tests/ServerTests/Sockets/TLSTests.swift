import Foundation
import HummingbirdTesting
import NIOSSL
import Server
import TestSupport
import Testing

@Suite("TLS")
struct TLSTests {
  private static func file(_ name: String) throws -> String {
    try #require(
      Bundle.module.url(
        forResource: name, withExtension: "pem", subdirectory: "Certificates")
    ).path
  }

  private static func files(key: String = "key") throws -> TLSFiles {
    TLSFiles(certificate: try file("certificate"), key: try file(key))
  }

  @Test func picturesAreJudged() async throws {
    let server = try Servers.make {
      $0.tls = try Self.files()
      // Allowed, because of the certificate.
      $0.address = "0.0.0.0"
    }
    let jpeg = try Pictures.jpeg()
    try await Servers.run(server) { address, _ in
      #expect(address.url.hasPrefix("https://"))
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.trustRoots = .certificates(
        try NIOSSLCertificate.fromPEMFile(try Self.file("certificate")))
      try await TestClient.withClient(
        host: "127.0.0.1", port: address.port,
        configuration: .init(tlsConfiguration: configuration, serverName: "localhost")
      ) { client in
        let response = try await client.post(
          "/v1/screen", headers: [.contentType: "image/jpeg"], body: .init(bytes: jpeg))
        #expect(response.status == .ok)
        let refused = try await client.post(
          "/v1/screen", headers: [.contentType: "text/plain"], body: .init(bytes: jpeg))
        #expect(refused.status == .unsupportedMediaType)
      }
    }
  }

  /// Whoever speaks plain HTTP, or nothing at all, is let go.
  @Test func othersAreLetGo() async throws {
    let server = try Servers.make {
      $0.tls = try Self.files()
      $0.limits.idle = .milliseconds(400)
    }
    try await Servers.run(server) { address in
      let plain = try RawClient(port: address.port)
      plain.request("GET /health")
      #expect(plain.isClosed(within: 8))
      let silent = try RawClient(port: address.port)
      #expect(silent.isClosed(within: 8))
    }
  }

  @Test func filesThatCannotBeUsed() throws {
    let folder = TemporaryDirectory()
    try folder.write("no PEM", to: "text.pem")
    let (certificate, key) = (try Self.file("certificate"), try Self.file("key"))
    for (files, name) in [
      (TLSFiles(certificate: folder.file("absent"), key: key), folder.file("absent")),
      (TLSFiles(certificate: folder.file("text.pem"), key: key), "text.pem"),
      (TLSFiles(certificate: certificate, key: folder.file("text.pem")), "text.pem"),
      (TLSFiles(certificate: certificate, key: certificate), "certificate.pem"),
      (TLSFiles(certificate: key, key: key), "key.pem"),
      (try Self.files(key: "other-key"), "other-key.pem"),
    ] {
      let error = #expect(throws: ServerError.self) { try Servers.make { $0.tls = files } }
      #expect(error?.code == .badCertificate)
      #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }
  }
}
