import NeuralNetwork
import Testing

@Suite struct SafetensorsTests {
  /// A file from a header and a count of data bytes.
  static func file(_ header: String, data: Int = 0, size: UInt64? = nil) -> [UInt8] {
    let text = [UInt8](header.utf8)
    let claimed = size ?? UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: claimed >> (8 * $0)) } + text
      + [UInt8](repeating: 0, count: data)
  }

  static func error(_ bytes: [UInt8]) -> SafetensorsError? {
    do {
      _ = try Safetensors(bytes)
      return nil
    } catch { return error }
  }

  static func entry(_ name: String, _ type: String, _ shape: [Int], _ range: Range<Int>) -> String {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),"
      + "\"data_offsets\":[\(range.lowerBound),\(range.upperBound)]}"
  }

  static let a = [UInt8]("a".utf8)
  static let b = [UInt8]("b".utf8)

  @Test func writesAndReads() throws {
    var writer = SafetensorsWriter()
    writer.setMetadata("lentigo", [UInt8]("{\"format\":1, \"é\": \"\\\"\n\"}".utf8))
    writer.setMetadata("b", [])
    writer.add(name: "counts", shape: [2], uint64s: [.max, 7])
    writer.add(name: "z", shape: [2, 1, 2], floats: [1, -0.0, .infinity, 0x1p-149])
    writer.add(name: "scalar", shape: [], floats: [3])
    writer.add(name: "empty", shape: [0, 4], floats: [])
    let bytes = writer.serialized()
    let file = try Safetensors(bytes)
    #expect(
      file.tensors.map { String(decoding: $0.name, as: UTF8.self) } == [
        "counts", "empty", "scalar", "z",
      ])
    #expect(
      file.floats(named: "z")?.map(\.bitPattern) == [0x3f80_0000, 0x8000_0000, 0x7f80_0000, 1])
    #expect(file.tensor(named: "z")?.shape == [2, 1, 2])
    #expect(file.floats(named: "scalar") == [3] && file.tensor(named: "scalar")?.shape == [])
    #expect(file.floats(named: "empty") == [])
    #expect(file.unsignedIntegers(named: "counts") == [.max, 7])
    #expect(file.floats(named: "counts") == nil && file.unsignedIntegers(named: "z") == nil)
    #expect(file.floats(named: "none") == nil)
    #expect(file.metadata("lentigo") == [UInt8]("{\"format\":1, \"é\": \"\\\"\n\"}".utf8))
    #expect(file.metadata("b") == [] && file.metadata("c") == nil)
  }

  @Test func sameCallsGiveSameBytes() {
    func make() -> [UInt8] {
      var writer = SafetensorsWriter()
      writer.setMetadata("k", [1 + 64])
      writer.setMetadata("k", [2 + 64])
      writer.add(name: "a", shape: [3], floats: [1, 2, 3])
      return writer.serialized()
    }
    #expect(make() == make())
    // Eight-byte alignment of the data, which is 12 bytes.
    #expect((make().count - 12) % 8 == 0)
    let expected =
      #"{"__metadata__":{"k":"B"},"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#
    #expect(make().dropFirst(8).starts(with: expected.utf8))
  }

  @Test func emptyFileOfTensors() throws {
    let file = try Safetensors(SafetensorsWriter().serialized())
    #expect(file.tensors.isEmpty && file.metadata.isEmpty)
    #expect(try Safetensors(Self.file("{}")).tensors.isEmpty)
    #expect(try Safetensors(Self.file("{\"__metadata__\":{}}   ")).metadata.isEmpty)
  }

  @Test func readsHalfPrecision() throws {
    let half: [UInt16] = [0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x83ff, 0x7c00]
    let brain: [UInt16] = [0x3f80, 0xbf80]
    let data = (half + brain).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let header =
      "{\(Self.entry("a", "F16", [9], 0..<18)),\(Self.entry("b", "BF16", [2], 18..<22))}"
    let file = try Safetensors(Self.file(header) + data)
    let expected: [Float] = [
      0, -0.0, 1, -2, 65504, 0x1p-14, 0x1p-24, -0x1.ff8p-15, .infinity,
    ]
    #expect(file.floats(named: "a")?.map(\.bitPattern) == expected.map(\.bitPattern))
    #expect(file.floats(named: "b") == [1, -1])
  }

  @Test func tensorsMayLieInAnyOrder() throws {
    let header = "{\(Self.entry("b", "F32", [2], 4..<12)),\(Self.entry("a", "F32", [], 0..<4))}"
    let file = try Safetensors(Self.file(header, data: 12))
    #expect(file.tensors.map(\.name) == [Self.a, Self.b])
    #expect(file.tensor(named: "b")?.count == 2)
  }

  @Test func refusesBrokenHeaders() {
    for count in 0..<8 {
      #expect(
        Self.error([UInt8](repeating: 0, count: count)) == .truncatedHeader(fileSize: count))
    }
    #expect(Self.error(Self.file("{}", size: 3)) == .truncatedHeader(fileSize: 10))
    #expect(Self.error(Self.file("{}", size: .max)) == .headerTooLarge(size: .max))
    #expect(Self.error(Self.file("{}", size: 1 << 63)) == .headerTooLarge(size: 1 << 63))
    #expect(
      Self.error(Self.file("{}", size: UInt64(Safetensors.maximumHeaderSize) + 1))
        == .headerTooLarge(size: UInt64(Safetensors.maximumHeaderSize) + 1))
    #expect(
      Self.error(Self.file("{}", size: UInt64(Safetensors.maximumHeaderSize)))
        == .truncatedHeader(fileSize: 10))
    #expect(
      Self.error(Self.file("", size: 0))
        == .invalidHeader(JSONError(reason: .unexpectedEnd, offset: 0)))
    #expect(Self.error(Self.file("[]")) == .headerNotObject)
    #expect(Self.error(Self.file(" {}")) == .headerNotObject)
    #expect(
      Self.error(Self.file(String(repeating: "{\"a\":", count: 100_000)))
        == .invalidHeader(JSONError(reason: .tooDeep, offset: 5 * JSONReader.maximumDepth)))
    let twice = "{\(Self.entry("a", "U8", [], 0..<1)),\(Self.entry("a", "U8", [], 0..<1))}"
    guard case .invalidHeader(let error)? = Self.error(Self.file(twice, data: 1)) else {
      Issue.record("two tensors of one name were accepted")
      return
    }
    #expect(error.reason == .duplicateKey)
  }

  @Test(arguments: ["1", "[]", "{\"a\":1}", "{\"a\":null}", "\"x\""])
  func refusesMetadata(text: String) {
    #expect(Self.error(Self.file("{\"__metadata__\":\(text)}")) == .invalidMetadata)
  }

  @Test(arguments: [
    "1", "{}", "[]", "{\"dtype\":\"U8\",\"shape\":[]}",
    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1],\"more\":1}",
    "{\"dtype\":1,\"shape\":[],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[\"1\"],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[9999999999999999999],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}",
    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0]}",
    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1,2]}",
    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[-1,1]}",
    "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1e0]}",
  ])
  func refusesEntries(entry: String) {
    #expect(Self.error(Self.file("{\"a\":\(entry)}", data: 1)) == .invalidEntry(name: Self.a))
  }

  @Test func refusesUnknownTypes() {
    for type in ["F33", "f32", "", "F4"] {
      let header = "{\(Self.entry("a", type, [], 0..<1))}"
      #expect(
        Self.error(Self.file(header, data: 1))
          == .unknownElementType(name: Self.a, type: [UInt8](type.utf8)))
    }
  }

  @Test func refusesSizes() {
    func sizes(_ shape: String, _ offsets: String, data: Int) -> SafetensorsError? {
      Self.error(
        Self.file(
          "{\"a\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}", data: data))
    }
    #expect(sizes("[2]", "[0,4]", data: 4) == .sizeMismatch(name: Self.a))
    #expect(sizes("[]", "[0,8]", data: 8) == .sizeMismatch(name: Self.a))
    #expect(sizes("[0]", "[0,4]", data: 4) == .sizeMismatch(name: Self.a))
    // The product wraps round to 4 in 64 bits.
    #expect(
      sizes("[4611686018427387905]", "[0,4]", data: 4) == .sizeMismatch(name: Self.a))
    #expect(
      sizes("[4294967296,4294967296,0]", "[0,0]", data: 0) == .sizeMismatch(name: Self.a))
    #expect(
      sizes("[3037000500,3037000500]", "[0,4]", data: 4) == .sizeMismatch(name: Self.a))
    #expect(sizes("[1]", "[4,0]", data: 4) == .outOfBounds(name: Self.a))
    #expect(sizes("[1]", "[4,8]", data: 4) == .outOfBounds(name: Self.a))
    #expect(
      sizes("[1]", "[9223372036854775804,9223372036854775808]", data: 4)
        == .outOfBounds(name: Self.a))
  }

  @Test func refusesLayouts() {
    func layout(_ first: Range<Int>, _ second: Range<Int>, data: Int) -> SafetensorsError? {
      let header =
        "{\(Self.entry("a", "U8", [first.count], first)),"
        + "\(Self.entry("b", "U8", [second.count], second))}"
      return Self.error(Self.file(header, data: data))
    }
    #expect(layout(0..<4, 4..<8, data: 8) == nil)
    #expect(layout(0..<4, 3..<8, data: 8) == .overlap(name: Self.b))
    #expect(layout(0..<8, 2..<4, data: 8) == .overlap(name: Self.b))
    #expect(layout(0..<4, 0..<4, data: 4) == .overlap(name: Self.b))
    #expect(layout(0..<4, 5..<8, data: 8) == .gap(name: Self.b))
    #expect(layout(1..<4, 4..<8, data: 8) == .gap(name: Self.a))
    #expect(layout(0..<4, 4..<8, data: 9) == .trailingBytes(count: 1))
    #expect(layout(0..<0, 0..<4, data: 4) == nil)
    #expect(Self.error(Self.file("{}", data: 5)) == .trailingBytes(count: 5))
  }

  @Test func messagesNameTheTensor() {
    #expect("\(SafetensorsError.gap(name: Self.a))".contains("'a'"))
    let long = SafetensorsError.overlap(name: [UInt8](repeating: 120, count: 10_000_000))
    #expect("\(long)".utf8.count < 300)
    #expect(
      "\(SafetensorsError.trailingBytes(count: 3))" == "3 unused bytes follow the last tensor")
  }

  /// Every single damaged byte of a header, and every length: an answer, never a crash.
  @Test func damagedFilesNeverCrash() {
    var writer = SafetensorsWriter()
    writer.setMetadata("k", [UInt8]("v".utf8))
    writer.add(name: "a", shape: [1, 2], floats: [1, 2])
    writer.add(name: "b", shape: [3], floats: [1, 2, 3])
    let bytes = writer.serialized()
    for position in bytes.indices {
      #expect(Self.error([UInt8](bytes[..<position])) != nil)
      for byte in UInt8.min...UInt8.max {
        var damaged = bytes
        damaged[position] = byte
        _ = Self.error(damaged)
      }
    }
    #expect(Self.error(bytes) == nil)
    #expect(Self.error(bytes + [0]) == .trailingBytes(count: 1))
  }
}
