import Foundation
import Server
import Testing

/// Pictures made to cost more than they weigh, and uploads that are not what they say, one behind the
/// other on a connection that a good picture uses as well.
@Suite("Hostile pictures")
struct HostilePictureTests {
  private struct Upload {
    let name: String
    let body: [UInt8]
    var type = "image/png"
    let status: Int
    let problem: String
  }

  private static func uploads() throws -> [Upload] {
    let jpeg = try Pictures.jpeg()
    let png = try Pictures.png()
    func huge(png side: UInt32, _ status: Int, _ problem: String) throws -> Upload {
      Upload(
        name: "PNG of \(side)", body: try Pictures.png(claiming: side, side), status: status,
        problem: problem)
    }
    func huge(jpeg side: UInt16, _ status: Int, _ problem: String) throws -> Upload {
      Upload(
        name: "JPEG of \(side)", body: try Pictures.jpeg(claiming: side, side), type: "image/jpeg",
        status: status, problem: problem)
    }
    return [
      try huge(png: 30_000, 413, "too-large"),
      try huge(png: 0x7FFF_FFFF, 413, "too-large"),
      try huge(png: 6000, 400, "damaged-picture"),
      try huge(png: 0, 400, "damaged-picture"),
      try huge(jpeg: 65_500, 413, "too-large"),
      try huge(jpeg: 7000, 400, "damaged-picture"),
      try huge(jpeg: 0, 400, "damaged-picture"),
      Upload(
        name: "half a PNG", body: Array(png.prefix(png.count / 2)), status: 400,
        problem: "damaged-picture"),
      Upload(
        name: "half a JPEG", body: Array(jpeg.prefix(jpeg.count / 2)), type: "image/jpeg",
        status: 400, problem: "damaged-picture"),
      Upload(name: "a JPEG for a PNG", body: jpeg, status: 415, problem: "unsupported-type"),
      Upload(
        name: "a page", body: Array("<!doctype html>".utf8), type: "text/html", status: 415,
        problem: "unsupported-type"),
      Upload(
        name: "noise", body: (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) },
        status: 422, problem: "not-a-picture"),
      Upload(name: "nothing", body: [], status: 400, problem: "damaged-picture"),
    ]
  }

  @Test func eachGetsItsAnswer() async throws {
    let uploads = try Self.uploads()
    let good = try Pictures.jpeg()
    try await Servers.run(try Servers.make { $0.limits.workers = 1 }) { address in
      let client = try RawClient(port: address.port)
      func judged() throws -> String {
        client.request("POST /v1/screen", ["Content-Type: image/jpeg"], body: good)
        return try client.response().text
      }
      let verdict = try judged()
      #expect(verdict.contains("\"verdict\""))
      for upload in uploads {
        client.request("POST /v1/screen", ["Content-Type: \(upload.type)"], body: upload.body)
        let response = try client.response()
        #expect(response.status == upload.status, "\(upload.name): \(response.text)")
        #expect(response.problem == upload.problem, "\(upload.name): \(response.text)")
        // What came before leaves nothing behind.
        #expect(try judged() == verdict, "\(upload.name)")
      }
      // Nothing of them stays in memory: the thread that judged lets go just after the answer.
      var metrics = ""
      for _ in 0..<1000 where !metrics.contains("\nlentigo_body_bytes 0\n") {
        client.request("GET /metrics")
        metrics = try client.response().text
      }
      #expect(metrics.contains("\nlentigo_body_bytes 0\n"))
    }
  }
}
