import Diagnosing
import Files
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ImageCodec
import Screening
import Server
import TestSupport
import Testing

@Suite("POST /v1/screen")
struct ScreenTests {
  /// What `diagnose --json` prints of the file, without its name.
  private func diagnosis(_ bytes: [UInt8], at point: DecisionThreshold? = nil) throws -> String {
    let served = try TestModel.served.get()
    let folder = TemporaryDirectory()
    try folder.write(bytes, to: "picture")
    let printed = try JSONEncoder.canonical.encode(
      Diagnosis(
        of: folder.file("picture"), by: Screener(served.model), at: point ?? served.threshold))
    let object = try #require(
      JSONSerialization.jsonObject(with: printed) as? [String: Any])
    let file = try #require(object["file"] as? String)
    let text = String(decoding: printed, as: UTF8.self)
    return text.replacing("\"file\":\"\(file)\",", with: "") + "\n"
  }

  private func post(
    _ client: any TestClientProtocol, _ body: [UInt8], _ type: String?, query: String = "",
    headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = type
    return try await client.execute(
      uri: "/v1/screen" + query, method: .post, headers: headers, body: ByteBuffer(bytes: body))
  }

  @Test(arguments: [TestingSetup.router, .live])
  func answersAreThoseOfDiagnose(setup: TestingSetup) async throws {
    let files = try Pictures.files(count: 6)
    try await Servers.make().application().test(setup) { client in
      for (bytes, type) in files {
        let response = try await post(client, bytes, type)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.text == (try diagnosis(bytes)))
        let form = try await post(client, Form.file(bytes, type: type), Form.mediaType)
        #expect(form.text == response.text)
      }
    }
  }

  @Test func operatingPoints() async throws {
    let picture = try Pictures.jpeg()
    try await Servers.make().application().test(.router) { client in
      let careful = try await post(
        client, picture, "image/jpeg", query: "?operating-point=careful")
      let point = DecisionThreshold(name: "careful", value: 0.01)
      #expect(careful.text == (try diagnosis(picture, at: point)))
      for query in [
        "?operating-point=no", "?operating-point=", "?operatingPoint=careful", "?x",
        "?operating-point=careful&x=1", "?operating-point=careful&operating-point=careful",
      ] {
        let refused = try await post(client, picture, "image/jpeg", query: query)
        #expect(refused.status == .badRequest && refused.problem == "bad-request", "\(query)")
      }
    }
  }

  /// Each kind of wrong content, and what is said of it.
  @Test func refusals() async throws {
    let (jpeg, png) = (try Pictures.jpeg(), try Pictures.png())
    let gif = Array("GIF89a".utf8) + [UInt8](repeating: 0, count: 20)
    let text = Array("not a picture".utf8)
    let textForm = Form.file(text, type: "text/plain")
    let cases: [(String, [UInt8], String?, Int, String)] = [
      ("no type", jpeg, nil, 415, "unsupported-type"),
      ("curl's type", jpeg, "application/x-www-form-urlencoded", 415, "unsupported-type"),
      ("other picture", jpeg, "image/webp", 415, "unsupported-type"),
      ("malformed type", jpeg, "image", 415, "unsupported-type"),
      ("JPEG as PNG", jpeg, "image/png", 415, "unsupported-type"),
      ("PNG as JPEG", png, "image/jpeg", 415, "unsupported-type"),
      ("PNG as JPEG in a form", Form.file(png), Form.mediaType, 415, "unsupported-type"),
      ("text in a form", textForm, Form.mediaType, 415, "unsupported-type"),
      ("no boundary", jpeg, "multipart/form-data", 400, "bad-request"),
      ("no form", jpeg, Form.mediaType, 400, "bad-request"),
      ("GIF", gif, "image/jpeg", 422, "not-a-picture"),
      ("text", text, "image/png", 422, "not-a-picture"),
      ("text, unnamed", Form.file(text, type: nil), Form.mediaType, 422, "not-a-picture"),
      ("nothing", [], "image/jpeg", 400, "damaged-picture"),
      ("half", Array(jpeg.prefix(jpeg.count / 2)), "image/jpeg", 400, "damaged-picture"),
      ("half", Array(png.prefix(png.count / 2)), "image/png", 400, "damaged-picture"),
      ("bomb", try Pictures.png(claiming: 30_000, 30_000), "image/png", 413, "too-large"),
      ("lie", try Pictures.png(claiming: 6000, 6000), "image/png", 400, "damaged-picture"),
    ]
    try await Servers.make().application().test(.router) { client in
      for (name, body, type, status, problem) in cases {
        let response = try await post(client, body, type)
        #expect(response.status.code == status, "\(name): \(response.text)")
        #expect(response.problem == problem, "\(name): \(response.text)")
      }
      let compressed = try await post(
        client, jpeg, "image/jpeg", headers: [.contentEncoding: "gzip"])
      #expect(compressed.problem == "unsupported-type")
    }
  }

  /// A browser says whose page makes it send; a program says nothing.
  @Test func pagesOfOtherSites() async throws {
    let jpeg = try Pictures.jpeg()
    let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
    try await Servers.make().application().test(.router) { client in
      for site in ["cross-site", "same-site", "anything"] {
        let refused = try await post(client, jpeg, "image/jpeg", headers: [name: site])
        #expect(refused.status == .forbidden && refused.problem == "foreign-page", "\(site)")
      }
      for site in ["same-origin", "none"] {
        let taken = try await post(client, jpeg, "image/jpeg", headers: [name: site])
        #expect(taken.status == .ok, "\(site)")
      }
    }
  }

  @Test func otherTypesOfFilesInForms() async throws {
    let jpeg = try Pictures.jpeg()
    try await Servers.make().application().test(.router) { client in
      for type in [nil, "application/octet-stream", "image/jpg"] {
        let response = try await post(client, Form.file(jpeg, type: type), Form.mediaType)
        #expect(response.status == .ok, "\(type ?? "none")")
      }
    }
  }

  @Test(arguments: [TestingSetup.router, .live])
  func bodiesAreBounded(setup: TestingSetup) async throws {
    let server = try Servers.make { $0.limits.bodyBytes = 20_000 }
    try await server.application().test(setup) { client in
      let response = try await post(client, [UInt8](repeating: 1, count: 20_001), "image/jpeg")
      #expect(response.status == .contentTooLarge && response.problem == "too-large")
      let allowed = try await post(client, [UInt8](repeating: 1, count: 20_000), "image/jpeg")
      #expect(allowed.status == .unprocessableContent)
    }
  }

  @Test func memoryForBodiesIsBounded() async throws {
    let server = try Servers.make { $0.limits.bufferedBytes = 1000 }
    try await server.application().test(.router) { client in
      for _ in 0..<3 {
        let response = try await post(client, try Pictures.jpeg(), "image/jpeg")
        #expect(response.status == .serviceUnavailable && response.problem == "busy")
        #expect(response.headers[.retryAfter] == "1")
        // What was taken was given back.
        let small = try await post(client, [UInt8](repeating: 1, count: 1000), "image/jpeg")
        #expect(small.status == .unprocessableContent)
      }
    }
  }

  @Test func lateVerdicts() async throws {
    let server = try Servers.make {
      $0.limits.request = .nanoseconds(1)
      $0.limits.workers = 1
    }
    try await server.application().test(.router) { client in
      for _ in 0..<5 {
        let response = try await post(client, try Pictures.jpeg(), "image/jpeg")
        #expect(response.status == .gatewayTimeout && response.problem == "too-late")
      }
    }
  }

  @Test func aFullQueueRefuses() async throws {
    let server = try Servers.make {
      $0.limits.workers = 1
      $0.limits.queue = 1
    }
    let picture = try ImageCodec.encodePNG(.noise(width: 1200, height: 1200, seed: 2))
    try await server.application().test(.router) { client in
      let responses = try await withThrowingTaskGroup(of: TestResponse.self) { tasks in
        for _ in 0..<16 { tasks.addTask { try await post(client, picture, "image/png") } }
        return try await tasks.reduce(into: []) { $0.append($1) }
      }
      let busy = responses.filter { $0.status == .serviceUnavailable }
      #expect(!busy.isEmpty && busy.allSatisfy { $0.problem == "busy" })
      #expect(busy.allSatisfy { $0.headers[.retryAfter] != nil })
      #expect(responses.filter { $0.status == .ok }.count == 16 - busy.count)
      #expect(busy.count < 16)
    }
  }
}
