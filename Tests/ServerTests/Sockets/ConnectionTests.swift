import Foundation
import ImageCodec
import LesionImage
import Server
import TestSupport
import Testing

/// Connections that behave well, and more of them than there may be.
@Suite("Connections")
struct ConnectionTests {
  @Test func manyRequestsOnOneConnection() async throws {
    let jpeg = try Pictures.jpeg()
    try await Servers.run(try Servers.make()) { address in
      let client = try RawClient(port: address.port)
      var answers: Set<String> = []
      for _ in 0..<20 {
        client.request("POST /v1/screen", ["Content-Type: image/jpeg"], body: jpeg)
        let response = try client.response()
        #expect(response.status == 200 && response.headers["connection"] == nil)
        answers.insert(response.text)
      }
      #expect(answers.count == 1)
      // Sent together, answered in order.
      for _ in 0..<5 {
        client.request("POST /v1/screen", ["Content-Type: image/jpeg"], body: jpeg)
        client.request("GET /nothing")
      }
      for _ in 0..<5 {
        #expect(try client.response().text == answers.first)
        #expect(try client.response().status == 404)
      }
    }
  }

  @Test func aClientThatAsksFirst() async throws {
    let jpeg = try Pictures.jpeg()
    let server = try Servers.make { $0.limits.bodyBytes = 1_000_000 }
    try await Servers.run(server) { address in
      let headers = ["Content-Type: image/jpeg", "Expect: 100-continue"]
      let client = try RawClient(port: address.port)
      client.request("POST /v1/screen", headers + ["Content-Length: \(jpeg.count)"])
      #expect(try client.response().status == 100)
      client.send(jpeg)
      #expect(try client.response().status == 200)
      let large = try RawClient(port: address.port)
      large.request("POST /v1/screen", headers + ["Content-Length: 1000001"])
      #expect(try large.response().status == 413)
    }
  }

  @Test func aClientThatSaysItIsTheLast() async throws {
    try await Servers.run(try Servers.make()) { address in
      let client = try RawClient(port: address.port)
      client.request("GET /openapi.json", ["Connection: close"])
      #expect(try client.response().status == 200)
      #expect(client.isClosed(within: 5))
    }
  }

  /// A picture whose sender has gone is not judged, and counted as what it is.
  @Test func clientsThatDoNotWait() async throws {
    // Each takes longer to judge than to send.
    let slow = try ImageCodec.encodePNG(.noise(width: 1500, height: 1500, seed: 2))
    let jpeg = try Pictures.jpeg()
    try await Servers.run(try Servers.make { $0.limits.workers = 1 }) { address in
      let patient = try (0..<10).map { _ in try RawClient(port: address.port) }
      for client in patient {
        client.request("POST /v1/screen", ["Content-Type: image/png"], body: slow)
      }
      let hurried = try RawClient(port: address.port)
      hurried.request("POST /v1/screen", ["Content-Type: image/jpeg"], body: jpeg)
      // Long enough to be in the queue.
      usleep(50_000)
      hurried.abort()
      #expect(try patient.allSatisfy { try $0.response().status == 200 })
      let figures = try RawClient(port: address.port)
      let line = #"lentigo_http_requests_total{route="/v1/screen",status="499"} 1"#
      var isCounted = false
      for _ in 0..<200 where !isCounted {
        figures.request("GET /metrics")
        isCounted = try figures.response().text.contains(line)
        usleep(20_000)
      }
      #expect(isCounted)
    }
  }

  /// Beyond the limit, connections wait; when others end, they are served.
  @Test func moreConnectionsThanThereMayBe() async throws {
    let server = try Servers.make {
      $0.limits.connections = 8
      $0.limits.idle = .seconds(1)
    }
    try await Servers.run(server) { address in
      let clients = try (0..<60).map { _ in try RawClient(port: address.port) }
      // All sleep but the last one, which waits until enough of the others have been ended.
      let last = try RawClient(port: address.port)
      last.request("GET /metrics")
      let metrics = try last.response().text
      let line = metrics.split(separator: "\n").first { $0.hasPrefix("lentigo_connections_open ") }
      let open = line?.split(separator: " ").last.flatMap { Int($0) } ?? .max
      // A few more are taken in one go before the server looks again.
      #expect(open <= 8 + 16, "\(open)")
      #expect(clients.allSatisfy { $0.isClosed(within: 10) })
    }
  }

  /// As many threads as a small machine has connections, all at once, and no answer but the right one.
  @Test func manyClients() async throws {
    let jpeg = try Pictures.jpeg()
    try await Servers.run(try Servers.make()) { address, _ in
      let answers = try await withThrowingTaskGroup(of: [String].self) { tasks in
        for _ in 0..<32 {
          tasks.addTask {
            try await Servers.onThread {
              let client = try RawClient(port: address.port)
              return try (0..<8).map { _ in
                client.request("POST /v1/screen", ["Content-Type: image/jpeg"], body: jpeg)
                let response = try client.response()
                return "\(response.status) \(response.text)"
              }
            }
          }
        }
        return try await tasks.reduce(into: Set<String>()) { $0.formUnion($1) }
      }
      #expect(answers.count == 1 && answers.first?.hasPrefix("200 ") == true)
    }
  }

  @Test func aPortThatIsTaken() async throws {
    try await Servers.run(try Servers.make()) { address, _ in
      let second = try Servers.make { $0.port = address.port }
      let error = await #expect(throws: ServerError.self) { try await second.run(until: []) }
      #expect(error?.code == .portInUse && error?.message.contains("--port") == true)
    }
  }

  @Test func addressesOfOthers() async throws {
    let server = try Servers.make {
      $0.address = "192.0.2.1"
      $0.allowsPlainHTTP = true
    }
    let error = await #expect(throws: ServerError.self) { try await server.run(until: []) }
    #expect(error?.code == .badAddress)
  }
}
