import Dataset
import Files
import TestSupport
import Testing

@Suite struct ContentHashTests {
  /// Values published with the algorithm.
  @Test(arguments: [
    ("", 0xcbf2_9ce4_8422_2325 as UInt64), ("a", 0xaf63_dc4c_8601_ec8c),
    ("foobar", 0x8594_4171_f739_67e8),
  ])
  func agreesWithThePublishedValues(text: String, value: UInt64) {
    #expect(ContentHash(of: text.utf8).value == value)
  }

  @Test func readsAsSixteenDigits() {
    #expect(ContentHash(value: 0x1f).description == "000000000000001f")
    #expect(ContentHash(value: .max).description == "ffffffffffffffff")
  }

  @Test func hashesAFile() throws {
    let directory = TemporaryDirectory()
    try directory.write("foobar", to: "a")
    #expect(
      try ContentHash(contentsOfFile: directory.file("a")) == ContentHash(of: "foobar".utf8))
    #expect(throws: FileError.self) { try ContentHash(contentsOfFile: directory.file("b")) }
  }
}
