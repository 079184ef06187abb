import Foundation

/// A socket that says exactly what it is told to, well-formed or not.
///
/// For one thread; nothing in it waits longer than `patience`.
final class RawClient {
  struct Response {
    let status: Int
    /// With lowercase names.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The end of a problem's `type`.
    var problem: String? {
      let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      return (object?["type"] as? String)?.split(separator: ":").last.map(String.init)
    }
  }

  enum Failure: Error {
    case notConnected
    /// What came, where it was no whole answer.
    case incomplete([UInt8])
  }

  private var descriptor: Int32
  private var received: [UInt8] = []

  init(port: Int, patience: Double = 20) throws {
    #if canImport(Glibc) || canImport(Musl)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard descriptor >= 0, status == 0 else { throw Failure.notConnected }
    setPatience(patience)
    #if canImport(Darwin)
      var on: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  private func setPatience(_ seconds: Double) {
    var time = timeval()
    time.tv_sec = Int(seconds)
    time.tv_usec = numericCast(Int(seconds.truncatingRemainder(dividingBy: 1) * 1e6))
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  /// - Returns: false where the other side takes no more.
  @discardableResult
  func send(_ bytes: some Sequence<UInt8>) -> Bool {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, flags)
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A head with `Host`, and a body where there is one.
  @discardableResult
  func request(
    _ line: String, _ headers: [String] = [], body: [UInt8]? = nil
  ) -> Bool {
    var head = "\(line) HTTP/1.1\r\nHost: localhost\r\n"
    for header in headers { head += header + "\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return send(Array((head + "\r\n").utf8) + (body ?? []))
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Goes at once, without taking anything that still comes.
  func abort() {
    var lingering = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
    descriptor = -1
  }

  /// - Returns: false at the end of the stream, or when patience is at an end.
  private func receive() -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { return false }
    received += piece[..<count]
    return true
  }

  /// Reads one answer with its body.
  ///
  /// - Parameter hasBody: false for the answer to HEAD, and for one without a length.
  func response(hasBody: Bool = true) throws -> Response {
    var end: Int?
    while end == nil {
      end = received.indices.dropLast(3).first {
        received[$0] == 13 && received[$0...].starts(with: "\r\n\r\n".utf8)
      }
      if end == nil, !receive() { throw Failure.incomplete(received) }
    }
    guard let end else { throw Failure.incomplete(received) }
    let lines = String(decoding: received[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    received.removeFirst(end + 4)
    let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
    while received.count < length {
      if !receive() { throw Failure.incomplete(received) }
    }
    let body = Array(received.prefix(length))
    received.removeFirst(length)
    return Response(status: status, headers: headers, body: body)
  }

  /// Whether the other side closes within `seconds`, whatever it sends before.
  func isClosed(within seconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while end.timeIntervalSinceNow > 0 {
      setPatience(max(end.timeIntervalSinceNow, 0.01))
      let count = recv(descriptor, &piece, piece.count, 0)
      if count == 0 || count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR {
        return true
      }
    }
    return false
  }
}
