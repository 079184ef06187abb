import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Server
import Testing

@Suite("Other routes")
struct OtherRouteTests {
  private static let secret = "0123456789abcdef"

  private func get(
    _ client: any TestClientProtocol, _ uri: String, _ method: HTTPRequest.Method = .get,
    _ headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await client.execute(uri: uri, method: method, headers: headers)
  }

  /// Waits until the threads have run the network once.
  private func waitUntilReady(_ client: any TestClientProtocol) async throws {
    for _ in 0..<1000 {
      if try await get(client, "/health").status == .ok { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("never ready")
  }

  @Test(arguments: [TestingSetup.router, .live])
  func healthAndModel(setup: TestingSetup) async throws {
    try await Servers.make().application().test(setup) { client in
      try await waitUntilReady(client)
      let health = try await get(client, "/health").object
      #expect(health["status"] as? String == "ready" && health["version"] as? String == "1.2.3")
      let model = try await get(client, "/v1/model").object
      #expect(model["sha256"] as? String == TestModel.sha256)
      #expect(model["architecture"] as? String == "mobilenet-v3-small")
      #expect(model["parameters"] as? Int == 1_602_929)
      #expect(model["operatingPoint"] as? String == "balanced")
      #expect((model["operatingPoints"] as? [Any])?.count == 2)
    }
  }

  @Test func metrics() async throws {
    try await Servers.make().application().test(.router) { client in
      let headers: HTTPFields = [.contentType: "image/jpeg"]
      _ = try await client.execute(
        uri: "/v1/screen", method: .post, headers: headers,
        body: ByteBuffer(bytes: try Pictures.jpeg()))
      _ = try await get(client, "/never-heard-of")
      let response = try await get(client, "/metrics")
      #expect(response.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
      let text = response.text
      for line in [
        #"lentigo_http_requests_total{route="/v1/screen",status="200"} 1"#,
        #"lentigo_http_requests_total{route="other",status="404"} 1"#,
        #"lentigo_http_request_duration_seconds_count{route="/v1/screen"} 1"#,
        "lentigo_http_requests_in_flight 1", "lentigo_queue_depth 0", "lentigo_queue_limit 64",
        "lentigo_workers 2", "lentigo_decode_seconds_count 1", "lentigo_network_seconds_count 1",
        "lentigo_queue_seconds_count 1",
        #"lentigo_info{version="1.2.3",model_sha256="\#(TestModel.sha256)"} 1"#,
      ] {
        #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
      }
      #expect(text.contains("\nlentigo_body_bytes "))
      let memory = text.split(separator: "\n").first { $0.hasPrefix("process_resident_memory") }
      #expect((memory?.split(separator: " ").last.flatMap { Int($0) } ?? 0) > 1 << 20)
      // Every line is a comment or a sample.
      let sample = /[a-z_]+(\{[a-z0-9_]+="[^"]*"(,[a-z0-9_]+="[^"]*")*\})? -?[0-9.e+-]+/
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.wholeMatch(of: sample) != nil, "\(line)")
      }
      #expect(!text.contains("never-heard-of"))
    }
  }

  @Test(arguments: [TestingSetup.router, .live])
  func tokens(setup: TestingSetup) async throws {
    let server = try Servers.make {
      $0.token = try BearerToken(Self.secret, from: "a test")
    }
    try await server.application().test(setup) { client in
      try await waitUntilReady(client)
      for (path, method) in [
        ("/v1/screen", HTTPRequest.Method.post), ("/v1/model", .get), ("/metrics", .get),
        ("/v1//model/", .get),
      ] {
        let without = try await get(client, path, method)
        #expect(without.status == .unauthorized && without.problem == "unauthorized")
        #expect(without.headers[.wwwAuthenticate] == "Bearer realm=\"lentigo\"")
        let wrong = try await get(
          client, path, method, [.authorization: "Bearer \(Self.secret)x"])
        #expect(wrong.status == .unauthorized)
        #expect(wrong.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
        let right = try await get(client, path, method, [.authorization: "Bearer \(Self.secret)"])
        #expect(right.status == (method == .get ? .ok : .unsupportedMediaType))
      }
      #expect(try await get(client, "/openapi.json").status == .ok)
    }
  }

  @Test func methodsAndUnknownPaths() async throws {
    try await Servers.make().application().test(.router) { client in
      for (path, method, allowed) in [
        ("/v1/screen", HTTPRequest.Method.get, "POST"), ("/v1/screen", .options, "POST"),
        ("/health", .post, "GET, HEAD"), ("/metrics", .delete, "GET, HEAD"),
      ] {
        let response = try await get(client, path, method)
        #expect(response.status == .methodNotAllowed, "\(path)")
        #expect(response.headers[.allow] == allowed)
      }
      for path in ["/", "/v1", "/v1/screen/x", "/healthy", "/v2/screen", "/%2e%2e/etc/passwd"] {
        let response = try await get(client, path)
        #expect(response.problem == "not-found", "\(path)")
      }
    }
  }

  @Test(arguments: [TestingSetup.router, .live])
  func headsHaveNoBody(setup: TestingSetup) async throws {
    let app = try Servers.app()
    let server = try Servers.make { $0.appFolder = app.path }
    try await server.application().test(setup) { client in
      try await waitUntilReady(client)
      for path in ["/health", "/v1/model", "/openapi.json", "/", "/model.safetensors", "/absent"] {
        let whole = try await get(client, path)
        let head = try await get(client, path, .head)
        #expect(head.status == whole.status && head.body.readableBytes == 0, "\(path)")
        #expect(head.headers[.contentLength] == whole.headers[.contentLength], "\(path)")
        #expect(head.headers[.contentType] == whole.headers[.contentType])
      }
    }
  }

  @Test func everyAnswerHasTheHeadersThatProtect() async throws {
    let app = try Servers.app()
    let server = try Servers.make { $0.appFolder = app.path }
    try await server.application().test(.router) { client in
      for path in ["/", "/health", "/absent", "/v1/screen"] {
        let headers = try await get(client, path).headers
        let policy = headers[.contentSecurityPolicy] ?? ""
        for directive in [
          "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'",
          "frame-ancestors 'none'",
        ] {
          #expect(policy.contains(directive), "\(path)")
        }
        #expect(headers[.xContentTypeOptions] == "nosniff")
        for (name, value) in [
          ("Cross-Origin-Opener-Policy", "same-origin"),
          ("Cross-Origin-Embedder-Policy", "require-corp"),
          ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
        ] {
          #expect(HTTPField.Name(name).flatMap { headers[$0] } == value, "\(path) \(name)")
        }
        let permissions = HTTPField.Name("Permissions-Policy").flatMap { headers[$0] }
        #expect(permissions?.contains("camera=(self)") == true)
      }
    }
  }
}
