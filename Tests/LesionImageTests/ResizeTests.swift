import Foundation
import LesionImage
import TestSupport
import Testing

@Suite struct ResizeTests {
  struct Golden: Decodable {
    var cases: [Case]
  }

  struct Case: Decodable, CustomTestStringConvertible, Sendable {
    var width, height, newWidth, newHeight: Int
    var seed: UInt32
    var mode: String
    var fnv1a: String
    var pixels: [UInt8]?

    var testDescription: String { "\(width)x\(height) to \(newWidth)x\(newHeight), \(mode)" }
  }

  static let golden: [Case] =
    (try? GoldenFile.json("resize", in: .module, as: Golden.self).cases) ?? []

  @Test func goldenFileIsThere() {
    #expect(Self.golden.count == 56)
  }

  @Test(arguments: golden) func equalsPillowToTheLevel(_ wanted: Case) throws {
    let mode = try #require(ResizeMode(wanted.mode))
    let image = RGBImage.noise(width: wanted.width, height: wanted.height, seed: wanted.seed)
    let resized = image.resized(width: wanted.newWidth, height: wanted.newHeight, mode: mode)
    if let pixels = wanted.pixels {
      let expected = RGBImage(width: wanted.newWidth, height: wanted.newHeight, pixels: pixels)
      #expect(resized.largestDifference(from: expected) == 0)
    }
    #expect(fnv1a(resized.pixels) == wanted.fnv1a)
    for kernels in ImageKernels.available {
      let same = image.resized(
        width: wanted.newWidth, height: wanted.newHeight, mode: mode, kernels: kernels)
      #expect(same == resized)
    }
  }

  @Test func sameSizeIsTheIdentity() {
    let image = RGBImage.noise(width: 31, height: 7, seed: 2)
    #expect(image.resized(width: 31, height: 7) == image)
    #expect(image.resized(width: 31, height: 7, mode: .centerCrop) == image)
  }

  @Test(arguments: [0, 1, 17, 254, 255] as [UInt8], [(1000, 3), (5, 7), (224, 3000)])
  func oneColourStaysThatColour(level: UInt8, size: (Int, Int)) {
    let image = RGBImage(width: size.0, height: size.1, fill: SIMD3(level, 255 - level, level))
    let expected = RGBImage(width: 13, height: 11, fill: SIMD3(level, 255 - level, level))
    #expect(image.resized(width: 13, height: 11) == expected)
  }

  @Test func halvingALineOfTwoColoursMixesThemByArea() {
    // A reduction by two takes weights 1, 3, 3, 1 of 8; at the border the outer ones fall away.
    let image = RGBImage(
      width: 4, height: 1, pixels: [0, 0, 0, 70, 70, 70, 140, 140, 140, 210, 210, 210])
    let halved = image.resized(width: 2, height: 1)
    #expect(halved[0, 0].x == UInt8((0.0 * 3 + 70 * 3 + 140) / 7))
    #expect(halved[1, 0].x == UInt8((70.0 + 140 * 3 + 210 * 3) / 7))
  }

  @Test func centreCropKeepsTheMiddle() {
    var image = RGBImage(width: 9, height: 4, fill: [10, 10, 10])
    for y in 0..<4 { for x in 2..<6 { image[x, y] = [200, 100, 50] } }
    let cropped = image.resized(width: 4, height: 4, mode: .centerCrop)
    #expect(cropped == RGBImage(width: 4, height: 4, fill: [200, 100, 50]))
  }

  @Test func centreCropStaysInsideExtremePictures() {
    let line = RGBImage.noise(width: 5000, height: 1, seed: 4)
    let narrow = line.withView { $0.centerCrop(width: 1, height: 1000) }
    let low = line.withView { $0.centerCrop(width: 1000, height: 1) }
    #expect(narrow.width == 1)
    #expect(line.resized(width: 1, height: 1000, mode: .centerCrop).height == 1000)
    #expect(low == PixelRectangle(x: 2000, y: 0, width: 1000, height: 1) || low.height == 1)
  }

  /// The rows between the passes come in several bands here. A line that lies goes through the
  /// other pass, which has none, and the other axis only copies.
  @Test(arguments: [(200_000, 50), (200_003, 7), (70_000, 70_001), (65_537, 65_000)])
  func tallLineEqualsTheSameLineLying(height: Int, newHeight: Int) {
    let tall = RGBImage.noise(width: 1, height: height, seed: 6)
    let lying = RGBImage(width: height, height: 1, pixels: tall.pixels)
    #expect(
      tall.resized(width: 1, height: newHeight).pixels
        == lying.resized(width: newHeight, height: 1).pixels)
  }

  @Test func bandsDoNotShowInCrops() {
    let tall = RGBImage.noise(width: 3, height: 150_000, seed: 7)
    let pixels = Array(tall.pixels[(3 * 3 * 25_000)..<(3 * 3 * 125_000)])
    let middle = RGBImage(width: 3, height: 100_000, pixels: pixels)
    let cropped = tall.resized(width: 12, height: 400_000, mode: .centerCrop)
    #expect(cropped == middle.resized(width: 12, height: 400_000))
  }

  @Test func bufferBetweenThePassesIsBounded() {
    func bytes(_ height: Int) -> Int {
      RGBImage.resizeBufferByteCount(height: height, newWidth: 224, newHeight: 224)
    }
    #expect(bytes(100) == 100 * 688)
    #expect(bytes(10_000) <= 1 << 20)
    #expect(bytes(1_000_000) < 7_000_000)
    let tall = RGBImage(width: 1, height: 1_000_000, fill: [30, 60, 90])
    #expect(
      tall.resized(width: 224, height: 224)
        == RGBImage(width: 224, height: 224, fill: [30, 60, 90])
    )
  }

  @Test func modeNamesGoBothWays() {
    for mode in ResizeMode.allCases { #expect(ResizeMode(mode.description) == mode) }
    #expect(ResizeMode("stretch") == nil)
    #expect(ResizeMode("") == nil)
  }

  private func fnv1a(_ bytes: [UInt8]) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
