import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileBytesTests {
  let directory = TemporaryDirectory()

  @Test func readsTheWholeFile() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try directory.write(bytes, to: "a")
    #expect(try FileBytes.read(directory.file("a")) == bytes)
    #expect(try FileBytes.read(directory.file("a"), maximumCount: bytes.count) == bytes)
  }

  @Test func refusesWithAReason() throws {
    try directory.write([1, 2, 3], to: "a")
    #expect(mkfifo(directory.file("pipe"), 0o600) == 0)
    func code(_ name: String, limit: Int = 10) -> FileError.Code? {
      #expect(throws: FileError.self) {
        try FileBytes.read(directory.file(name), maximumCount: limit)
      }?.code
    }
    #expect(code("a", limit: 2) == .tooLarge)
    #expect(code("missing") == .notFound)
    #expect(code("a/b") == .notDirectory)
    #expect(code(".") == .isDirectory)
    #expect(code("pipe") == .notRegularFile)
  }
}
