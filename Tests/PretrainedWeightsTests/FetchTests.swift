import Foundation
import NeuralNetwork
import PretrainedWeights
import Synchronization
import TestSupport
import Testing

/// Downloads from a server on this machine, which behaves as badly as servers and networks do.
@Suite struct FetchTests {
  private let folder = TemporaryDirectory()
  /// Not weights, and larger than one piece of any buffer on the way.
  private let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ ($0 >> 9)) }
  private var store: WeightStore { WeightStore(directory: folder.file("weights")) }

  /// MD5 of `content`, by another implementation.
  private static let md5 = "f70b063a6a6d39e03608440bdf1f5880"

  private func source(md5: String = Self.md5) -> WeightSource {
    WeightSource(
      architecture: .vgg16, origin: .keras, fileName: "w.h5", path: "some/w.h5", byteCount: nil,
      md5: md5, licence: "none")
  }

  private var quick: FetchPolicy {
    var policy = FetchPolicy()
    policy.firstPause = 0.01
    // Long, because a busy machine may need seconds for nothing.
    policy.silence = 20
    return policy
  }

  private func fetch(
    _ server: LoopbackServer, md5: String = Self.md5, policy: FetchPolicy? = nil,
    isCancelled: () -> Bool = { false },
    onEvent: @escaping @Sendable (FetchEvent) -> Void = { _ in }
  ) throws(WeightStoreError) -> FetchedWeights {
    try store.fetch(
      source(md5: md5), from: server.base, policy: policy ?? quick, isCancelled: isCancelled,
      onEvent: onEvent)
  }

  private func code(_ body: () throws(WeightStoreError) -> FetchedWeights) -> WeightStoreError.Code?
  {
    do {
      _ = try body()
      return nil
    } catch {
      return error.code
    }
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: store.directory).sorted()) ?? []
  }

  /// Puts `count` bytes of another file where an interrupted download would have left its own.
  private func makeLeftover(_ count: Int) throws {
    try FileManager.default.createDirectory(
      atPath: store.directory, withIntermediateDirectories: true)
    try folder.write([UInt8](repeating: 9, count: count), to: "weights/w.h5.part")
  }

  private func installed() throws -> [UInt8] { try folder.read("weights/w.h5") }

  @Test func wholeFileArrivesUnderItsName() throws {
    let server = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { server.stop() }
    let seen = Mutex<[Int]>([])
    let fetched = try fetch(
      server,
      onEvent: { event in
        if case .progress(let done, let total) = event {
          seen.withLock { $0.append(done) }
          #expect(total == 3_000_000)
        }
      })
    #expect(fetched.path == folder.file("weights/w.h5") && fetched.transferred == content.count)
    #expect(try installed() == content && names == ["w.h5"])
    #expect(server.requests.map(\.target) == ["/some/w.h5"])
    let progress = seen.withLock { $0 }
    #expect(progress == progress.sorted() && progress.last == content.count)

    let again = try fetch(server)
    #expect(again.wasInstalled && again.transferred == 0 && server.requests.count == 1)
  }

  @Test func droppedConnectionIsGoneOnWith() throws {
    let server = try LoopbackServer { [content] request, index in
      let whole = LoopbackServer.Response.file(content, request)
      return index < 3 ? whole.brokenOff(after: 700_000) : whole
    }
    defer { server.stop() }
    let fetched = try fetch(server)
    #expect(try installed() == content && fetched.transferred == content.count)
    #expect(server.requests.map(\.rangeStart) == [nil, 700_000, 1_400_000, 2_100_000])
    #expect(server.requests[1].headers["if-range"] == "\"one\"")
  }

  @Test func truncationEndsAfterSomeTries() throws {
    let server = try LoopbackServer { [content] request, _ in
      .file(content, request).brokenOff(after: request.rangeStart == nil ? 1000 : 0)
    }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .unreachable)
    #expect(server.requests.count == 5 && names == ["w.h5.part"])
  }

  @Test func laterProcessGoesOn() throws {
    let bad = try LoopbackServer { [content] request, _ in
      .file(content, request).brokenOff(after: request.rangeStart == nil ? 2_000_000 : 0)
    }
    #expect(code { () throws(WeightStoreError) in try fetch(bad) } == .unreachable)
    bad.stop()
    let good = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { good.stop() }
    let fetched = try fetch(good)
    #expect(fetched.transferred == 1_000_000 && good.requests.first?.rangeStart == 2_000_000)
    #expect(try installed() == content && names == ["w.h5"])
  }

  @Test func serverWithoutRangesStartsOver() throws {
    let server = try LoopbackServer { [content] _, index in
      let whole = LoopbackServer.Response(body: content)
      return index == 0 ? whole.brokenOff(after: 500_000) : whole
    }
    defer { server.stop() }
    _ = try fetch(server)
    #expect(try installed() == content && server.requests.count == 2)
  }

  /// Every try brings the same bytes again, which is no progress.
  @Test func serverWithoutRangesIsGivenUp() throws {
    let server = try LoopbackServer { [content] _, _ in
      LoopbackServer.Response(body: content).brokenOff(after: 500_000)
    }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .unreachable)
    #expect(server.requests.count == 5)
  }

  @Test func changedFileOnTheServerStartsOver() throws {
    let server = try LoopbackServer { [content] request, index in
      if index == 0 {
        let other = [UInt8](repeating: 7, count: content.count)
        return .file(other, request, tag: "\"old\"").brokenOff(after: 100_000)
      }
      return .file(content, request, tag: "\"new\"")
    }
    defer { server.stop() }
    _ = try fetch(server)
    #expect(try installed() == content)
  }

  @Test func leftoverOfAnotherVersionStartsOver() throws {
    try makeLeftover(1_000)
    let server = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { server.stop() }
    _ = try fetch(server)
    #expect(try installed() == content && names == ["w.h5"])
    #expect(server.requests.map(\.rangeStart) == [1_000, nil])
  }

  @Test(arguments: [3_000_000, 3_000_001]) func leftoverThatIsCompleteOrTooLong(size: Int) throws {
    try makeLeftover(0)
    try folder.write(Array((content + [1]).prefix(size)), to: "weights/w.h5.part")
    let server = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { server.stop() }
    let fetched = try fetch(server)
    #expect(try installed() == content)
    #expect(fetched.transferred == (size == content.count ? 0 : content.count))
    #expect(server.requests.count == (size == content.count ? 1 : 2))
  }

  @Test func wrongHashLeavesNothing() throws {
    let server = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { server.stop() }
    let wrong = String(repeating: "0", count: 32)
    do {
      _ = try fetch(server, md5: wrong)
      Issue.record("a file with the wrong hash was taken")
    } catch {
      #expect(error.code == .wrongHash)
      #expect(error.message.contains(wrong) && error.message.contains(Self.md5))
    }
    #expect(names == [])
  }

  @Test func absentFileIsNotTriedAgain() throws {
    let server = try LoopbackServer { _, _ in .init(status: 404, body: Array("no".utf8)) }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .refusedByServer)
    #expect(server.requests.count == 1 && names == [])
  }

  @Test func busyServerIsAskedAgain() throws {
    let server = try LoopbackServer { [content] request, index in
      index < 2 ? .init(status: index == 0 ? 500 : 503) : .file(content, request)
    }
    defer { server.stop() }
    _ = try fetch(server)
    #expect(try installed() == content && server.requests.count == 3)
  }

  @Test func redirectIsFollowed() throws {
    let server = try LoopbackServer { [content] request, index in
      if request.target == "/elsewhere" {
        return index == 1
          ? .file(content, request).brokenOff(after: 900_000) : .file(content, request)
      }
      return .init(status: 302, headers: ["Location": "/elsewhere"])
    }
    defer { server.stop() }
    _ = try fetch(server)
    #expect(try installed() == content)
  }

  @Test(arguments: ["file://", "file://localhost", "ftp://127.0.0.1"])
  func redirectOutOfTheWebIsNot(start: String) throws {
    // Exactly the file that is wanted: only that it lies at no web address stands against it.
    try folder.write(content, to: "local.h5")
    let address = start + folder.file("local.h5")
    let server = try LoopbackServer { _, index in
      index == 0 ? .init(status: 302, headers: ["Location": address]) : .init(status: 404)
    }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .refusedByServer)
    // Foundation itself may make an address of the same server of one without a host.
    #expect(names == [] && server.requests.count <= 2)
  }

  @Test func redirectsWithoutEndAreNotTriedAgain() throws {
    let server = try LoopbackServer { _, _ in .init(status: 302, headers: ["Location": "/again"]) }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .refusedByServer)
    #expect(server.requests.count < 25)
  }

  /// Sizes that would overflow, and one that is none.
  @Test(arguments: [Int.max - 1000, -5]) func impossibleLengthIsRefused(length: Int) throws {
    try makeLeftover(2_000)
    let server = try LoopbackServer { request, _ in
      var response = LoopbackServer.Response(
        status: 206, headers: ["Content-Range": "bytes 2000-2002"], body: [1, 2, 3])
      response.claimedLength = length
      return response
    }
    defer { server.stop() }
    var policy = quick
    policy.attempts = 2
    let found = code { () throws(WeightStoreError) in try fetch(server, policy: policy) }
    // The library below may refuse the answer itself.
    #expect(found == .tooLarge || (length < 0 && found == .unreachable))
    #expect(!names.contains("w.h5"))
  }

  @Test func claimedSizes() {
    #expect(TransferSize.bytes("3000000") == 3_000_000)
    for text in ["", "-1", "1e9", "99999999999999999999", " 3"] {
      #expect(TransferSize.bytes(text) == .max)
    }
    #expect(TransferSize.whole(of: "bytes */9") == 9)
    #expect(TransferSize.whole(of: "bytes 3-7/*") == nil)
    #expect(TransferSize.whole(of: "bytes 3-7/-9") == .max)
    #expect(TransferSize.whole(of: "bytes 3-7") == nil)
    #expect(TransferSize.sum(.max, 1) == .max && TransferSize.sum(2, 3) == 5)
  }

  @Test func hugeFileIsRefused() throws {
    let server = try LoopbackServer { _, _ in
      var response = LoopbackServer.Response(body: [1, 2, 3])
      response.claimedLength = 5 << 30
      return response
    }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .tooLarge)
    #expect(names == [])
  }

  @Test func silentServerIsGivenUp() throws {
    let server = try LoopbackServer { [content] request, _ in
      usleep(3_000_000)
      return .file(content, request)
    }
    defer { server.stop() }
    var policy = quick
    policy.silence = 0.5
    policy.attempts = 2
    let start = ContinuousClock.now
    #expect(
      code { () throws(WeightStoreError) in try fetch(server, policy: policy) } == .unreachable)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func nobodyThere() throws {
    let server = try LoopbackServer { _, _ in .init() }
    server.stop()
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .unreachable)
    #expect(names == [])
  }

  @Test func stoppedDownloadIsKept() throws {
    let server = try LoopbackServer { [content] request, index in
      var response = LoopbackServer.Response.file(content, request)
      response.delay = index == 0 ? 0.2 : 0
      return response
    }
    defer { server.stop() }
    let path = store.directory + "/w.h5.part"
    let outcome = code { () throws(WeightStoreError) in
      try fetch(
        server,
        isCancelled: {
          let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
          return (size ?? 0) > 500_000
        })
    }
    #expect(outcome == .cancelled && names == ["w.h5.part"])
    let fetched = try fetch(server)
    #expect(try installed() == content && fetched.transferred < content.count)
  }

  /// A reader of an HDF5 file is a fork of this process, and must not keep the lock that it had.
  @Test func readerDoesNotKeepTheLock() throws {
    let server = try LoopbackServer { [content] request, index in
      let whole = LoopbackServer.Response.file(content, request)
      return index == 0 ? whole.brokenOff(after: 500_000) : whole
    }
    defer { server.stop() }
    let reading = Mutex<Int>(0)
    let tensors = Mutex<[KerasTensor]>([])
    var policy = quick
    policy.attempts = 1
    let first = code { () throws(WeightStoreError) in
      try fetch(
        server, policy: policy,
        onEvent: { _ in
          guard
            reading.withLock({
              $0 += 1
              return $0
            }) == 1
          else { return }
          let path = GoldenWeights.path("small.h5")
          tensors.withLock { $0 = (try? KerasFile.tensors(path)) ?? [] }
        })
    }
    #expect(first == .unreachable)
    _ = try fetch(server)
    #expect(try installed() == content)
    let numbers = try tensors.withLock { try $0.first?.floats([2, 3, 1, 2]).count }
    #expect(numbers == 12, "the reader lives as long as its tensors")
  }

  @Test func oneProcessAtATime() throws {
    let server = try LoopbackServer { [content] request, _ in
      var response = LoopbackServer.Response.file(content, request)
      response.delay = 0.05
      return response
    }
    defer { server.stop() }
    let inner = Mutex<WeightStoreError.Code?>(nil)
    let store = store
    let source = source()
    _ = try fetch(
      server,
      onEvent: { event in
        guard case .progress(let done, _) = event, done > 0, inner.withLock({ $0 == nil }) else {
          return
        }
        do {
          _ = try store.fetch(source, from: server.base)
        } catch {
          inner.withLock { $0 = (error as? WeightStoreError)?.code }
        }
      })
    #expect(inner.withLock { $0 } == .busy)
    #expect(try installed() == content && server.requests.count == 1)
  }

  @Test func strangersFileIsNotOverwritten() throws {
    try FileManager.default.createDirectory(
      atPath: store.directory, withIntermediateDirectories: true)
    try folder.write("mine", to: "weights/w.h5")
    let server = try LoopbackServer { [content] request, _ in .file(content, request) }
    defer { server.stop() }
    #expect(code { () throws(WeightStoreError) in try fetch(server) } == .occupied)
    #expect(try installed() == Array("mine".utf8) && server.requests.isEmpty)
  }

  @Test(arguments: ["", "ftp://h/", "file:///etc", "nonsense", "http:///"])
  func onlyWebAddresses(base: String) throws {
    #expect(
      code { () throws(WeightStoreError) in try store.fetch(source(), from: base) }
        == .invalidAddress)
  }
}
