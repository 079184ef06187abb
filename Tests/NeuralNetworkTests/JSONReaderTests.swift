import NeuralNetwork
import Testing

@Suite struct JSONReaderTests {
  static func parse(_ text: String) throws -> JSONValue { try JSONReader.parse([UInt8](text.utf8)) }

  static func reason(_ bytes: [UInt8]) -> JSONError.Reason? {
    do {
      _ = try JSONReader.parse(bytes)
      return nil
    } catch { return error.reason }
  }

  @Test func readsAllKindsOfValues() throws {
    let value = try Self.parse(
      #" {"a": [1, -2.5e1, true, false, null, "x"], "b": {}, "c": [] , "":""} "#)
    let elements = try #require(value["a"]?.array)
    #expect(elements[0].unsignedInteger == 1)
    #expect(elements[1].double == -25 && elements[1].unsignedInteger == nil)
    #expect(elements[2].boolean == true && elements[3].boolean == false)
    #expect(elements[4] == .null && elements[5].string == [UInt8]("x".utf8))
    #expect(value["b"]?.object?.isEmpty == true && value["c"]?.array?.isEmpty == true)
    #expect(value[""]?.string == [])
    #expect(value["d"] == nil && elements[0]["a"] == nil)
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("0.41", 0.41), ("1e22", 1e22),
    ("123456789012345", 123_456_789_012_345),
    ("1e-5", 1e-5), ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992), ("1E+2", 100),
    ("0.000001", 0.000001),
  ])
  func readsNumbers(text: String, expected: Double) throws {
    #expect(try Self.parse(text).double == expected)
  }

  @Test func readsNumbersOfAnySize() throws {
    #expect(try Self.parse("1e999").double == .infinity)
    #expect(try Self.parse("-1e99999999999999999999").double == -.infinity)
    #expect(try Self.parse("1e-999").double == 0)
    #expect(try Self.parse("0e999999999999").double == 0)
    let long = try Self.parse("0.123456789012345678901234567890123").double
    #expect(abs(try #require(long) - 0.12345678901234568) <= 1e-16)
    #expect(try Self.parse("18446744073709551615").unsignedInteger == nil)
    #expect(try Self.parse("9999999999999999999").unsignedInteger == 9_999_999_999_999_999_999)
    #expect(try Self.parse("3.4028235e38").double.map { Float($0) } == .greatestFiniteMagnitude)
    #expect(try Self.parse("1.0").unsignedInteger == nil)
    #expect(try Self.parse("1e1").unsignedInteger == nil)
    #expect(try Self.parse("-1").unsignedInteger == nil)
  }

  /// Every `Float` that a model file may hold comes back exactly.
  @Test func shortestFloatsComeBack() throws {
    for bits in stride(from: UInt32(0), to: 0x7F80_0000, by: 1_000_003) {
      let float = Float(bitPattern: bits)
      guard float.isNormal, (1e-20...1e20).contains(float) else { continue }
      #expect(Float(try #require(try Self.parse("\(float)").double)) == float)
    }
  }

  @Test func unescapesStrings() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00é€😀""#
    let expected = "\"\\/\u{8}\u{c}\n\r\tAé€😀é€😀"
    #expect(try Self.parse(text).string == [UInt8](expected.utf8))
    #expect(try Self.parse(#""\u0000""#).string == [0])
  }

  @Test(arguments: [
    ("", JSONError.Reason.unexpectedEnd), ("  ", .unexpectedEnd), ("[", .unexpectedEnd),
    ("[1,", .unexpectedEnd), ("{", .unexpectedEnd), ("{\"a\"", .unexpectedEnd),
    ("{\"a\":", .unexpectedEnd), ("\"abc", .unexpectedEnd), ("tru", .unexpectedEnd),
    ("[1 2]", .unexpectedByte), ("[,]", .unexpectedByte), ("[1,]", .unexpectedByte),
    ("{\"a\" 1}", .unexpectedByte), ("{a:1}", .unexpectedByte), ("{\"a\":1,}", .unexpectedByte),
    ("truE", .unexpectedByte), ("nul!", .unexpectedByte), ("'a'", .unexpectedByte),
    ("1 2", .trailingBytes), ("{} x", .trailingBytes), ("nullx", .trailingBytes),
    ("01", .invalidNumber), ("-", .invalidNumber), ("1.", .invalidNumber), ("1e", .invalidNumber),
    ("1e+", .invalidNumber), ("-a", .invalidNumber), ("00", .invalidNumber),
    (".5", .unexpectedByte),
    ("+1", .unexpectedByte), ("NaN", .unexpectedByte), ("Infinity", .unexpectedByte),
    ("\"\\x\"", .invalidEscape), ("\"\\u12\"", .invalidEscape), ("\"\\u12g4\"", .invalidEscape),
    ("\"\\ud800\"", .invalidEscape), ("\"\\ud800\\u0041\"", .invalidEscape),
    ("\"\\udc00\"", .invalidEscape), ("\"\\", .invalidEscape), ("\"\\ud83d\\", .invalidEscape),
    ("\"a\nb\"", .controlCharacter), ("\"\u{0}\"", .controlCharacter),
    ("{\"a\":1,\"b\":2,\"a\":3}", .duplicateKey), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey),
  ])
  func refuses(text: String, reason: JSONError.Reason) {
    #expect(Self.reason([UInt8](text.utf8)) == reason)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func refusesInvalidUTF8(bytes: [UInt8]) {
    #expect(Self.reason([0x22] + bytes + [0x22]) == .invalidUTF8)
    #expect(Self.reason([0x22] + bytes) == .invalidUTF8)
  }

  @Test func boundsDepth() throws {
    let depth = JSONReader.maximumDepth
    let open = { (count: Int) in String(repeating: "[", count: count) }
    let close = { (count: Int) in String(repeating: "]", count: count) }
    _ = try Self.parse(open(depth) + close(depth))
    #expect(Self.reason([UInt8]((open(depth + 1) + close(depth + 1)).utf8)) == .tooDeep)
    #expect(Self.reason([UInt8](repeating: UInt8(ascii: "["), count: 5_000_000)) == .tooDeep)
    let objects = String(repeating: "{\"a\":", count: 1_000_000)
    #expect(Self.reason([UInt8](objects.utf8)) == .tooDeep)
  }

  @Test func boundsTheCountOfValues() {
    let text = "[" + String(repeating: "0,", count: JSONReader.maximumValues) + "0]"
    #expect(Self.reason([UInt8](text.utf8)) == .tooManyValues)
  }

  /// Comparing all pairs of keys would take minutes here.
  @Test(.timeLimit(.minutes(1)))
  func manyKeysAreQuick() throws {
    let members = (0..<100_000).map { "\"key \($0)\":0" }.joined(separator: ",")
    #expect(try Self.parse("{\(members)}").object?.count == 100_000)
    #expect(Self.reason([UInt8]("{\(members),\"key 77\":1}".utf8)) == .duplicateKey)
  }

  @Test func errorsTellWhere() {
    #expect(throws: JSONError(reason: .unexpectedByte, offset: 4)) { try Self.parse("[1, x]") }
    #expect("\(JSONError(reason: .duplicateKey, offset: 7))".contains("byte 7"))
  }

  /// Whatever the bytes, there is an answer and no crash.
  @Test func damagedTextNeverCrashes() {
    let text = [UInt8](#"{"a":[1.5e-3,"\u00e9\ud83d\ude00é",{"b":null}],"c":true}"#.utf8)
    for position in text.indices {
      _ = Self.reason([UInt8](text[..<position]))
      for byte in UInt8.min...UInt8.max {
        var damaged = text
        damaged[position] = byte
        _ = Self.reason(damaged)
      }
    }
  }
}
