import Foundation
import ImageCodec
import TestSupport
import Testing

/// The folder of damaged, odd and unsuitable files behaves as its manifest says.
@Suite(.enabled(if: SharedData.path("data/bad_inputs/manifest.csv") != nil, "needs bad_inputs"))
struct BadInputsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let path, file, expected: String
    var testDescription: String { "\(file): \(expected)" }
  }

  static let rows: [Row] = {
    guard let folder = SharedData.path("data/bad_inputs"),
      let text = try? String(contentsOfFile: folder + "/manifest.csv", encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",").map(String.init)
      guard let file = fields.first, let expected = fields.last else { return nil }
      return Row(path: folder + "/" + file, file: file, expected: expected)
    }
  }()

  @Test(arguments: rows) func `behaves as the manifest says`(_ row: Row) throws {
    switch row.expected {
    case "decode", "reject_quality", "reject_not_lesion", "warn":
      let decoded = try ImageCodec.decode(contentsOfFile: row.path)
      #expect(decoded.image.width == decoded.sourceWidth)
    case "decode_rotated":
      let decoded = try ImageCodec.decode(contentsOfFile: row.path)
      #expect(decoded.orientation != .up)
      #expect((decoded.sourceWidth, decoded.sourceHeight) == (192, 256))
      #expect((decoded.image.width, decoded.image.height) == (192, 256))
    case "decode_or_clear_error":
      do {
        _ = try ImageCodec.decode(contentsOfFile: row.path)
      } catch {
        #expect(error.code == .unsupportedFormat)
        #expect(error.description.hasPrefix(row.path))
      }
    case "error", "error_or_reject":
      let error = #expect(throws: ImageCodecError.self) {
        try ImageCodec.decode(contentsOfFile: row.path)
      }
      #expect(error?.path == row.path)
    default:
      Issue.record("the manifest says something unknown: \(row.expected)")
    }
  }

  @Test func `the manifest names every file`() throws {
    let folder = try #require(SharedData.path("data/bad_inputs"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(files).subtracting(["manifest.csv"]) == Set(Self.rows.map(\.file)))
  }
}
