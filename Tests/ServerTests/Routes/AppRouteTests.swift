import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Server
import TestSupport
import Testing

@Suite("The app over HTTP")
struct AppRouteTests {
  private func get(
    _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await client.execute(uri: uri, method: .get, headers: headers)
  }

  @Test(arguments: [TestingSetup.router, .live])
  func filesAndTheirTypes(setup: TestingSetup) async throws {
    let app = try Servers.app()
    let server = try Servers.make { $0.appFolder = app.path }
    #expect(server.hasApp)
    try await server.application().test(setup) { client in
      let page = try await get(client, "/?from=home")
      #expect(page.status == .ok && page.text.contains("<title>app</title>"))
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(page.headers[.cacheControl] == "no-cache")
      let model = try await get(client, "/model.safetensors")
      #expect(model.body.readableBytes == 3 << 20)
      #expect(model.headers[.contentType] == "application/octet-stream")
      #expect(model.body.readableBytesView.allSatisfy { $0 == 7 })
      let post = try await client.execute(uri: "/", method: .post)
      #expect(post.status == .methodNotAllowed && post.headers[.allow] == "GET, HEAD")
    }
  }

  @Test(arguments: [TestingSetup.router, .live])
  func whatAClientHasIsNotSentAgain(setup: TestingSetup) async throws {
    let app = try Servers.app()
    let server = try Servers.make { $0.appFolder = app.path }
    try await server.application().test(setup) { client in
      let page = try await get(client, "/")
      let tag = try #require(page.headers[.eTag])
      let again = try await get(client, "/", [.ifNoneMatch: tag])
      #expect(again.status == .notModified && again.body.readableBytes == 0)
      #expect(again.headers[.eTag] == tag)
      let other = try await get(client, "/style.css", [.ifNoneMatch: tag])
      #expect(other.status == .ok)
      // The connection can still be used.
      #expect(try await get(client, "/", [.ifNoneMatch: "\"x\""]).text == page.text)
    }
  }

  @Test func compressedFormsForThoseWhoTakeThem() async throws {
    let app = try Servers.app()
    // "page", compressed by gzip.
    let compressed: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 43, 72, 76, 79, 5, 0, 32, 182, 10, 20, 4, 0, 0, 0,
    ]
    try app.write("page", to: "page.txt")
    try app.write(compressed, to: "page.txt.gz")
    let server = try Servers.make { $0.appFolder = app.path }
    try await server.application().test(.router) { client in
      let plain = try await get(client, "/page.txt")
      #expect(plain.text == "page" && plain.headers[.vary] == "Accept-Encoding")
      #expect(plain.headers[.contentEncoding] == nil)
      let packed = try await get(client, "/page.txt", [.acceptEncoding: "br, gzip"])
      #expect(packed.headers[.contentEncoding] == "gzip")
      #expect(Array(packed.body.readableBytesView) == compressed)
      #expect(packed.headers[.contentType] == "text/plain; charset=utf-8")
      let tag = try #require(packed.headers[.eTag])
      #expect(tag != plain.headers[.eTag])
      let again = try await get(
        client, "/page.txt", [.acceptEncoding: "gzip", .ifNoneMatch: tag])
      #expect(again.status == .notModified)
      #expect(try await get(client, "/page.txt.gz").status == .notFound)
    }
  }
}
