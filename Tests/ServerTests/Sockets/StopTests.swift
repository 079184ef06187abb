import Foundation
import ImageCodec
import Server
import TestSupport
import Testing

@Suite("Stopping")
struct StopTests {
  /// What was begun is ended; what is idle is closed; nothing new is taken.
  @Test func requestsAreEnded() async throws {
    let jpeg = try Pictures.jpeg()
    let server = try Servers.make { $0.limits.workers = 1 }
    try await Servers.run(server) { address, stop in
      let half = jpeg.count / 2
      let client = try await Servers.onThread {
        let client = Box(try RawClient(port: address.port))
        client.value.request(
          "POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: \(jpeg.count)"])
        client.value.send(jpeg.prefix(half))
        return client
      }
      let idle = try await Servers.onThread {
        let idle = Box(try RawClient(port: address.port))
        idle.value.request("GET /openapi.json")
        _ = try idle.value.response()
        return idle
      }
      await stop()
      try await Servers.onThread {
        #expect(idle.value.isClosed(within: 5))
        #expect(throws: RawClient.Failure.self) { _ = try RawClient(port: address.port) }
        client.value.send(jpeg.dropFirst(half))
        let response = try client.value.response()
        #expect(response.status == 200)
        #expect(client.value.isClosed(within: 5))
      }
    }
  }

  /// Those that do not end are ended.
  @Test(.timeLimit(.minutes(1))) func graceIsBounded() async throws {
    let server = try Servers.make { $0.limits.grace = .milliseconds(300) }
    let start = ContinuousClock.now
    try await Servers.run(server) { address, stop in
      let client = try await Servers.onThread {
        let client = Box(try RawClient(port: address.port))
        client.value.request(
          "POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: 1000"])
        client.value.send([0xFF])
        return client
      }
      await stop()
      try await Servers.onThread { #expect(client.value.isClosed(within: 5)) }
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  /// Hands a socket from one thread to the next, one at a time.
  private final class Box: @unchecked Sendable {
    let value: RawClient

    init(_ value: RawClient) {
      self.value = value
    }
  }
}
