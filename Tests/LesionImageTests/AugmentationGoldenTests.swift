import Foundation
import LesionImage
import TestSupport
import Testing

@Suite struct AugmentationGoldenTests {
  struct Golden: Decodable {
    var side: Int
    var seed: UInt32
    var cases: [Case]
  }

  struct Case: Decodable, CustomTestStringConvertible, Sendable {
    var mirrorsColumns, mirrorsRows: Bool
    var rotation, zoom, shear, saturation, brightness: Float
    var pixels: [UInt8]

    var testDescription: String {
      "mirrors \(mirrorsColumns) \(mirrorsRows), rotation \(rotation), zoom \(zoom), "
        + "shear \(shear), saturation \(saturation), brightness \(brightness)"
    }
  }

  static let golden = try? GoldenFile.json("augmentation", in: .module, as: Golden.self)

  @Test func goldenFileIsThere() {
    #expect(Self.golden?.cases.count == 12)
  }

  /// PyTorch mixes in floating point; ours rounds its weights to 2^-11.
  @Test(arguments: golden?.cases ?? [])
  func equalsPyTorchWithinALevel(_ wanted: Case) throws {
    let golden = try #require(Self.golden)
    let image = RGBImage.noise(width: golden.side, height: golden.side, seed: golden.seed)
    let amounts = Augmentation(
      mirrorsColumns: wanted.mirrorsColumns, mirrorsRows: wanted.mirrorsRows,
      rotation: wanted.rotation, zoom: wanted.zoom, shear: wanted.shear,
      saturation: wanted.saturation, brightness: wanted.brightness)
    let expected = RGBImage(width: golden.side, height: golden.side, pixels: wanted.pixels)
    #expect(amounts.apply(to: image).largestDifference(from: expected) <= 1)
  }
}
