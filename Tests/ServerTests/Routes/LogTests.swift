import Hummingbird
import HummingbirdTesting
import Logging
import Server
import Synchronization
import Testing

@Suite("The log")
struct LogTests {
  /// Keeps what is logged.
  private struct Recorder: LogHandler {
    final class Lines: Sendable {
      let all = Mutex<[String]>([])
    }

    let lines: Lines
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
      lines.all.withLock { $0.append("\(event.level) \(event.message) \(metadata)") }
    }
  }

  /// At its most talkative, the log has nothing that a client sent, and no secret.
  @Test func nothingOfAClientIsLogged() async throws {
    let lines = Recorder.Lines()
    let secret = "s3cr3t-s3cr3t-s3cr3t"
    let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
    let server = try Servers.make(logger: logger) {
      $0.token = try BearerToken(secret, from: "a test")
    }
    let jpeg = try Pictures.jpeg()
    try await server.application().test(.live) { client in
      for authorization in ["Bearer \(secret)", "Bearer wrong-\(secret)"] {
        for path in ["/v1/screen?operating-point=private-name", "/v1/screen", "/private-name"] {
          _ = try await client.execute(
            uri: path, method: .post,
            headers: [.authorization: authorization, .contentType: Form.mediaType],
            body: ByteBuffer(bytes: Form.file(jpeg)))
        }
      }
    }
    let all = lines.all.withLock { $0 }
    let requests = all.filter { $0.hasPrefix("info request ") }
    #expect(requests.count == 6)
    #expect(requests.contains { $0.contains("/v1/screen") && $0.contains("200") })
    #expect(requests.contains { $0.contains("unauthorized") })
    for line in all {
      for word in ["s3cr3t", "private-name", "filename", "b\\\"", "image/jpeg"] {
        #expect(!line.contains(word), "\(line)")
      }
    }
  }
}
