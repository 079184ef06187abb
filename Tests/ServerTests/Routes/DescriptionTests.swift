import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Server
import Testing

/// What `/openapi.json` promises, held against what is answered.
@Suite("The API's description")
struct DescriptionTests {
  private struct Description {
    let document: [String: Any]
    var schema: JSONSchema { JSONSchema(document) }

    /// The schema of an answer; nil where the answer is not described.
    func schema(of path: String, _ method: String, _ response: TestResponse) -> [String: Any]? {
      let paths = document["paths"] as? [String: [String: [String: Any]]]
      let responses = paths?[path]?[method]?["responses"] as? [String: [String: Any]]
      guard var answer = responses?["\(response.status.code)"] else { return nil }
      if let reference = answer["$ref"] as? String { answer = schema.resolve(reference) ?? [:] }
      let type = response.headers[.contentType]?.split(separator: ";").first.map(String.init)
      let content = answer["content"] as? [String: [String: Any]]
      return type.flatMap { content?[$0]?["schema"] as? [String: Any] }
    }
  }

  private func description(_ client: any TestClientProtocol) async throws -> Description {
    let response = try await client.execute(uri: "/openapi.json", method: .get)
    #expect(response.headers[.contentType] == "application/json")
    return Description(document: try response.object)
  }

  @Test func theDocumentItself() async throws {
    try await Servers.make().application().test(.router) { client in
      let document = try await description(client).document
      #expect(document["openapi"] as? String == "3.1.0")
      let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
      #expect(
        paths.mapValues { $0.keys.sorted() } == [
          "/v1/screen": ["post"], "/v1/model": ["get"], "/health": ["get"], "/metrics": ["get"],
          "/openapi.json": ["get"],
        ])
      // No reference leads nowhere.
      let schema = JSONSchema(document)
      let text = String(
        decoding: try JSONSerialization.data(
          withJSONObject: document, options: .withoutEscapingSlashes), as: UTF8.self)
      for match in text.matches(of: /"\$ref":"([^"]+)"/) {
        #expect(schema.resolve(String(match.1)) != nil, "\(match.1)")
      }
    }
  }

  @Test func everyAnswerIsAsDescribed() async throws {
    let server = try Servers.make { $0.limits.bodyBytes = 400_000 }
    try await server.application().test(.router) { client in
      let description = try await description(client)
      func check(_ path: String, _ method: HTTPRequest.Method, _ response: TestResponse) {
        let name = "\(method) \(path) \(response.status.code)"
        guard
          let schema = description.schema(of: path, method.rawValue.lowercased(), response)
        else {
          Issue.record("\(name) is not described")
          return
        }
        guard response.headers[.contentType]?.contains("json") == true else { return }
        let value = (try? response.object) ?? [:]
        #expect(description.schema.flaws(of: value, as: schema) == [], "\(name)")
      }
      for path in ["/v1/model", "/health", "/metrics", "/openapi.json"] {
        check(path, .get, try await client.execute(uri: path, method: .get))
      }
      let noise = [UInt8](repeating: 9, count: 400_001)
      var bodies: [([UInt8], String)] = try Pictures.files(count: 4).map {
        ($0.bytes, $0.mediaType)
      }
      bodies += [
        (noise, "image/jpeg"), (Array(noise.prefix(100)), "image/png"), ([], "image/png"),
        ([], "text/plain"),
      ]
      var statuses: Set<Int> = []
      for (body, type) in bodies {
        let response = try await client.execute(
          uri: "/v1/screen", method: .post, headers: [.contentType: type],
          body: ByteBuffer(bytes: body))
        statuses.insert(response.status.code)
        check("/v1/screen", .post, response)
      }
      #expect(statuses == [200, 400, 413, 415, 422])
    }
  }

  @Test func tokensAreDescribedWhereTheyAreAskedFor() async throws {
    let server = try Servers.make { $0.token = try BearerToken("0123456789abcdef", from: "a test") }
    try await server.application().test(.router) { client in
      let paths = try await description(client).document["paths"] as? [String: [String: Any]]
      for (path, operations) in paths ?? [:] {
        let operation = operations.values.first as? [String: Any]
        let status = try await client.execute(
          uri: path, method: operations.keys.first == "post" ? .post : .get
        ).status
        #expect((operation?["security"] != nil) == (status == .unauthorized), "\(path)")
      }
    }
  }

  /// The checker notices what it is there to notice.
  @Test func flawsAreFound() {
    let schema = JSONSchema([:])
    let shape: [String: Any] = [
      "type": "object", "required": ["a"],
      "properties": [
        "a": ["type": ["number", "null"], "minimum": 0.0, "maximum": 1.0],
        "b": ["enum": ["x"]], "c": ["type": "array", "items": ["type": "string"]],
        "d": ["type": "boolean"], "e": ["type": "integer"],
      ],
    ]
    func flaws(_ text: String) -> Int {
      let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
      return schema.flaws(of: value ?? "", as: shape).count
    }
    #expect(flaws(#"{"a":0.5,"b":"x","c":["y"],"d":true,"e":3}"#) == 0)
    #expect(flaws(#"{"a":null}"#) == 0)
    for text in [
      "[]", "{}", #"{"a":2}"#, #"{"a":"1"}"#, #"{"a":0,"b":"y"}"#, #"{"a":0,"c":[1]}"#,
      #"{"a":0,"d":1}"#, #"{"a":0,"e":1.5}"#, #"{"a":0,"f":1}"#, #"{"a":true}"#,
    ] {
      #expect(flaws(text) == 1, "\(text)")
    }
  }
}
