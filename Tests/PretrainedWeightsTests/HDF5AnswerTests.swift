import PretrainedWeights
import Testing

/// Answers as a reader might give them after a file wrote over its memory.
@Suite struct HDF5AnswerTests {
  private func bytes(_ numbers: [UInt64], _ text: String = "") -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number) { [UInt8]($0) } } + Array(text.utf8)
  }

  @Test func shapes() throws {
    let padding = [UInt64](repeating: .max, count: 6)
    #expect(try HDF5Answer.shape(bytes([2, 3, 5] + padding), path: "a") == [3, 5])
    #expect(try HDF5Answer.shape(bytes([0, 0, 0] + padding), path: "a") == [])
    #expect(throws: HDF5Problem.self) { try HDF5Answer.shape([], path: "a") }
    for rank in [9, 1 << 62, UInt64.max] {
      #expect(throws: HDF5Problem.self) {
        try HDF5Answer.shape(bytes([rank, 3, 5] + padding), path: "a")
      }
    }
    #expect(throws: HDF5Problem.self) {
      try HDF5Answer.shape(bytes([1, .max, 5] + padding), path: "a")
    }
  }

  @Test func names() throws {
    #expect(try HDF5Answer.names(bytes([2, 3], "ab\0cde"), path: "a") == ["ab", "cde"])
    #expect(try HDF5Answer.names(bytes([0, 0]), path: "a") == [])
    for head: [UInt64] in [
      [1 << 62, 0], [.max, 1], [1, .max], [1 << 33, 1 << 31], [2, 3], [8193, 0], [1],
    ] {
      #expect(throws: HDF5Problem.self) { try HDF5Answer.names(bytes(head, "abcde"), path: "a") }
    }
  }
}
