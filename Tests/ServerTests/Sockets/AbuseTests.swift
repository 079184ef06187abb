import Foundation
import Server
import TestSupport
import Testing

/// What comes through sockets and is not what a well-behaved client sends.
@Suite("Abuse")
struct AbuseTests {
  /// A server that loses patience soon.
  private func hasty(_ change: (inout ServerLimits) -> Void = { _ in }) throws -> ScreeningServer {
    try Servers.make {
      $0.limits.idle = .milliseconds(400)
      $0.limits.request = .milliseconds(600)
      $0.limits.stall = .milliseconds(600)
      $0.limits.grace = .seconds(5)
      change(&$0.limits)
    }
  }

  /// A head that never ends, byte by byte or not at all.
  @Test func slowHeads() async throws {
    try await Servers.run(try hasty()) { address in
      let silent = try RawClient(port: address.port)
      let dripping = try RawClient(port: address.port)
      let start = Date()
      let filling = String(repeating: "x", count: 99)
      let head = Array("GET /health HTTP/1.1\r\nHost: localhost\r\nX: \(filling)".utf8)
      var sent = 0
      for byte in head {
        guard dripping.send([byte]) else { break }
        sent += 1
        usleep(20_000)
      }
      #expect(sent < head.count || dripping.isClosed(within: 1))
      #expect(silent.isClosed(within: 1))
      #expect(Date().timeIntervalSince(start) < 5)
      // Others are served meanwhile and after.
      let other = try RawClient(port: address.port)
      other.request("GET /openapi.json")
      #expect(try other.response().status == 200)
    }
  }

  /// A body that comes byte by byte is answered when its time is up, whatever trickles in.
  @Test func slowBodies() async throws {
    try await Servers.run(try hasty()) { address in
      let client = try RawClient(port: address.port)
      client.request(
        "POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: 1000000"])
      let start = Date()
      for _ in 0..<60 {
        guard client.send([0xFF]) else { break }
        usleep(20_000)
      }
      let response = try client.response()
      #expect(response.status == 408 && response.problem == "slow-body")
      #expect(response.headers["connection"] == "close")
      #expect(client.isClosed(within: 4))
      #expect(Date().timeIntervalSince(start) < 6)
    }
  }

  /// The same on routes that read no body.
  @Test func bodiesThatNobodyReads() async throws {
    try await Servers.run(try hasty()) { address in
      for line in ["POST /health", "GET /openapi.json", "POST /nothing-here", "PUT /v1/screen"] {
        let client = try RawClient(port: address.port)
        client.request(line, ["Transfer-Encoding: chunked"])
        let response = try client.response()
        #expect(response.headers["connection"] == "close", "\(line)")
        let start = Date()
        var isTaken = true
        while isTaken, Date().timeIntervalSince(start) < 8 {
          isTaken = client.send("10\r\n0123456789abcdef\r\n")
          usleep(10_000)
        }
        #expect(!isTaken, "\(line)")
      }
    }
  }

  /// Refused by what it announces, before any of it is sent.
  @Test func oversizedByAnnouncement() async throws {
    try await Servers.run(try hasty { $0.bodyBytes = 100_000 }) { address in
      for length in ["100001", "99999999999999", "9223372036854775807"] {
        let client = try RawClient(port: address.port)
        client.request(
          "POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: \(length)"])
        let response = try client.response()
        #expect(response.status == 413 && response.problem == "too-large", "\(length)")
        #expect(client.isClosed(within: 4))
      }
    }
  }

  /// Refused while it arrives, where it does not say how long it is.
  @Test func oversizedInChunks() async throws {
    try await Servers.run(try hasty { $0.bodyBytes = 100_000 }) { address in
      let client = try RawClient(port: address.port)
      client.request(
        "POST /v1/screen", ["Content-Type: image/jpeg", "Transfer-Encoding: chunked"])
      let piece = Array("1000\r\n".utf8) + [UInt8](repeating: 1, count: 0x1000) + [13, 10]
      for _ in 0..<100 { client.send(piece) }
      let response = try client.response()
      #expect(response.status == 413 && response.problem == "too-large")
      // It is taken no longer than it takes to read the answer.
      let start = Date()
      while client.send(piece), Date().timeIntervalSince(start) < 8 { usleep(1000) }
      #expect(Date().timeIntervalSince(start) < 8)
    }
  }

  @Test func truncatedBodies() async throws {
    let jpeg = try Pictures.jpeg()
    try await Servers.run(try hasty()) { address in
      let client = try RawClient(port: address.port)
      client.request(
        "POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: \(jpeg.count)"])
      client.send(jpeg.prefix(jpeg.count / 2))
      client.finish()
      #expect(try client.response().status == 400)
      let gone = try RawClient(port: address.port)
      gone.request("POST /v1/screen", ["Content-Type: image/jpeg", "Content-Length: 100000"])
      gone.send(jpeg.prefix(100))
    }
  }

  @Test func whatIsNotHTTP() async throws {
    try await Servers.run(try hasty()) { address in
      for text in [
        "\u{16}\u{3}\u{1}\u{2}\0", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n",
        "GET / HTTP/1.1\r\nA b: c\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 1000) + "\r\n",
        "GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 100_000))\r\n\r\n",
      ] {
        let client = try RawClient(port: address.port)
        client.send(text)
        #expect(client.isClosed(within: 6), "\(text.prefix(40))")
      }
      let client = try RawClient(port: address.port)
      client.request("GET /openapi.json")
      #expect(try client.response().status == 200)
    }
  }

  /// Targets of every shape: none leads to a file outside the app, or out of the server's order.
  @Test func pathTraversal() async throws {
    let app = try Servers.app()
    try app.makeDirectory("inside")
    for (link, destination) in [("link", "/etc/passwd"), ("links", "/etc"), ("up", "..")] {
      try FileManager.default.createSymbolicLink(
        atPath: app.file(link), withDestinationPath: destination)
    }
    let server = try Servers.make { $0.appFolder = app.path }
    try await Servers.run(server) { address in
      for target in [
        "/../../../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd",
        "/inside/../../etc/passwd", "//etc/passwd", "/etc/passwd", "/%2fetc%2fpasswd",
        "/..\\..\\etc\\passwd", "/index.html%00.png", "/%", "/%c0%ae%c0%ae/etc/passwd", "/;/etc",
        "/inside", "/inside/", "/link", "/links/passwd", "/up/etc/passwd", "/%2e%2e%00/etc/passwd",
        "/index.html%2f..%2f..%2fetc%2fpasswd", "/%252e%252e/etc/passwd",
        "http://localhost/etc/passwd", "*", "index.html",
        "http://other/../etc/passwd", "/?../etc/passwd#/etc/passwd",
      ] {
        let client = try RawClient(port: address.port)
        client.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let response = try client.response()
        #expect(!response.text.contains("root:"), "\(target)")
        #expect([200, 400, 404].contains(response.status), "\(target)")
        if response.status == 200 { #expect(response.text.contains("<title>app"), "\(target)") }
      }
      let client = try RawClient(port: address.port)
      client.send("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect([400, 404, 405].contains(try client.response().status))
    }
  }

  @Test func answersThatNobodyTakes() async throws {
    let app = try Servers.app()
    let server = try Servers.make {
      $0.appFolder = app.path
      $0.limits.stall = .milliseconds(500)
      $0.limits.idle = .milliseconds(300)
    }
    try await Servers.run(server) { address in
      // Ten answers of three megabytes, of which nothing is read for a while.
      let client = try RawClient(port: address.port)
      for _ in 0..<10 { client.request("GET /model.safetensors") }
      sleep(3)
      var count = 0
      while (try? client.response()) != nil { count += 1 }
      #expect(count < 10)
    }
  }
}
