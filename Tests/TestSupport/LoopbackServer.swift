import Foundation
import Synchronization

/// A little HTTP server on 127.0.0.1 that answers as a test wants it to, good or bad.
public final class LoopbackServer: Sendable {
  public struct Request: Sendable {
    /// As on the request's first line: a path, or for a proxy a whole address.
    public let target: String
    /// With lowercase names.
    public let headers: [String: String]

    /// The first byte that a Range header asks for.
    public var rangeStart: Int? {
      headers["range"].flatMap { Int($0.dropFirst("bytes=".count).prefix { $0 != "-" }) }
    }
  }

  public struct Response: Sendable {
    public var status = 200
    public var headers: [String: String] = [:]
    public var body: [UInt8] = []
    /// What Content-Length says, where that is not the truth.
    public var claimedLength: Int?
    /// Seconds between pieces of a tenth of the body.
    public var delay = 0.0

    public init(
      status: Int = 200, headers: [String: String] = [:], body: [UInt8] = [], delay: Double = 0
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.delay = delay
    }
  }

  public let port: UInt16
  private let listener: Int32
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (_ request: Request, _ index: Int) -> Response

  /// A proxy of the machine would not find this server. Set once, and only where there is one, because
  /// the environment is no place for two threads.
  private static let isAskedDirectly: Bool = {
    let environment = ProcessInfo.processInfo.environment
    guard environment.keys.contains(where: { $0.lowercased() == "http_proxy" }) else {
      return false
    }
    for name in ["no_proxy", "NO_PROXY"] {
      let others = environment[name].map { $0 + "," } ?? ""
      setenv(name, others + "127.0.0.1", 1)
    }
    return true
  }()

  /// Starts to listen. `answer` gets each request and how many came before it.
  public init(_ answer: @escaping @Sendable (_ request: Request, _ index: Int) -> Response) throws {
    self.answer = answer
    _ = Self.isAskedDirectly
    #if canImport(Glibc) || canImport(Musl)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let listener = socket(AF_INET, stream, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard listener >= 0, status else { throw CocoaError(.featureUnsupported) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread { [self] in run() }.start()
  }

  public var base: String { "http://127.0.0.1:\(port)/" }

  public var requests: [Request] { log.withLock { $0 } }

  /// Stops listening; later connections are refused.
  public func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func run() {
    while true {
      let connection = accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      Thread { [self] in
        serve(connection)
        // Said aloud: a process that was forked meanwhile may hold a copy of the descriptor.
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
      }.start()
    }
  }

  private func serve(_ connection: Int32) {
    var text: [UInt8] = []
    var byte: UInt8 = 0
    while !text.suffix(4).elementsEqual("\r\n\r\n".utf8), text.count < 1 << 16 {
      guard read(connection, &byte, 1) == 1 else { return }
      text.append(byte)
    }
    let lines = String(decoding: text, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count == 3 else { return }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let request = Request(target: String(words[1]), headers: headers)
    let index = log.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    send(answer(request, index), to: connection)
  }

  private func send(_ response: Response, to connection: Int32) {
    var head = "HTTP/1.1 \(response.status) Said\r\nConnection: close\r\n"
    head += "Content-Length: \(response.claimedLength ?? response.body.count)\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    guard write(Array((head + "\r\n").utf8)[...], to: connection) else { return }
    let piece = response.delay > 0 ? max(1, response.body.count / 10) : response.body.count
    var rest = response.body[...]
    while !rest.isEmpty {
      guard write(rest.prefix(piece), to: connection) else { return }
      rest = rest.dropFirst(piece)
      if response.delay > 0 { usleep(UInt32(response.delay * 1e6)) }
    }
  }

  /// A download that is stopped closes its end while bytes are on their way. The signal for that is
  /// kept off call by call: ignored for the whole process, it would be for the programs it starts.
  private func write(_ bytes: ArraySlice<UInt8>, to connection: Int32) -> Bool {
    #if canImport(Darwin)
      var on: Int32 = 1
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, flags)
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension LoopbackServer.Response {
  /// A file as servers with resuming give it, from where the request wants it.
  public static func file(
    _ bytes: [UInt8], _ request: LoopbackServer.Request, tag: String = "\"one\""
  ) -> LoopbackServer.Response {
    let matches = request.headers["if-range"].map { $0 == tag } ?? true
    guard let start = request.rangeStart, matches else {
      return LoopbackServer.Response(headers: ["ETag": tag], body: bytes)
    }
    guard start < bytes.count else {
      return LoopbackServer.Response(
        status: 416, headers: ["Content-Range": "bytes */\(bytes.count)"])
    }
    return LoopbackServer.Response(
      status: 206,
      headers: [
        "ETag": tag, "Content-Range": "bytes \(start)-\(bytes.count - 1)/\(bytes.count)",
      ], body: Array(bytes[start...]))
  }

  /// The same, broken off after `count` bytes of the body.
  public func brokenOff(after count: Int) -> LoopbackServer.Response {
    var response = self
    response.claimedLength = body.count
    response.body = Array(body.prefix(count))
    return response
  }
}
