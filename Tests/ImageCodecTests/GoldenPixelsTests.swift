import Foundation
import ImageCodec
import LesionImage
import Testing

/// Every coding against the pixels that Pillow gets (Tools/make_image_codec_golden.py).
struct GoldenPixelsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file, pixels: String
    let width, height, minimumSide, tolerance: Int

    var isPNG: Bool { file.hasSuffix(".png") }
    var testDescription: String { minimumSide > 0 ? "\(file) from \(minimumSide)" : file }

    init?(line: Substring) {
      let fields = line.split(separator: ",").map(String.init)
      let numbers = fields.dropFirst(2).compactMap { Int($0) }
      guard fields.count == 6, numbers.count == 4 else { return nil }
      (file, pixels) = (fields[0], fields[1])
      (width, height, minimumSide, tolerance) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }
  }

  static let folder = Bundle.module.resourceURL?.appendingPathComponent("Golden")

  static let cases: [Case] = {
    guard let index = folder?.appendingPathComponent("index.csv"),
      let text = try? String(contentsOf: index, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { Case(line: $0) }
  }()

  @Test func `the index was read`() {
    #expect(Self.cases.count >= 40)
  }

  @Test(arguments: cases) func `pixels agree`(_ golden: Case) throws {
    let folder = try #require(Self.folder)
    let decoded = try ImageCodec.decode(
      contentsOfFile: folder.appendingPathComponent(golden.file).path,
      minimumSide: golden.minimumSide > 0 ? golden.minimumSide : nil)
    let pixels = try Data(contentsOf: folder.appendingPathComponent(golden.pixels))
    let expected = RGBImage(width: golden.width, height: golden.height, pixels: Array(pixels))
    #expect(TestPictures.largestDifference(decoded.image, expected) <= golden.tolerance)
  }
}
