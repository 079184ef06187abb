import Dataset
import Foundation
import ImageCodec
import LesionImage
import Radiomics
import TestSupport
import Testing

/// Features against OpenCV, mahotas and NumPy.
@Suite("Radiomics features")
struct FeatureTests {
  private static let names = [
    "noise 64x48 seed 2", "noise 224x224 seed 4", "noise 64x48 seed 3", "gradient 224x224",
    "gradient 31x57", "waves 224x224", "waves 97x61", "waves 2x2", "noise 3x2 seed 6",
    "flat 224x224 200,150,120", "flat 17x9 255,255,255", "flat 224x224 0,0,0",
  ]

  private func gray(_ image: RGBImage) -> [UInt8] {
    stride(from: 0, to: image.pixels.count, by: 3).map {
      GrayLevel.of(
        red: image.pixels[$0], green: image.pixels[$0 + 1], blue: image.pixels[$0 + 2])
    }
  }

  private func hsv(_ image: RGBImage) -> [UInt8] {
    stride(from: 0, to: image.pixels.count, by: 3).flatMap { start in
      let color = HSVColor(
        red: image.pixels[start], green: image.pixels[start + 1], blue: image.pixels[start + 2])
      return [UInt8(color.hue), UInt8(color.saturation), UInt8(color.value)]
    }
  }

  private func expect(_ image: RGBImage, equals golden: GoldenFeatures, _ name: String) {
    #expect(GoldenFeatures.hash(gray(image)) == golden.grayHash, "\(name)")
    #expect(GoldenFeatures.hash(hsv(image)) == golden.hsvHash, "\(name)")
    var workspace = RadiomicsFeatures()
    let values = workspace.compute(image)
    #expect(values.count == 532 && values.allSatisfy(\.isFinite))
    for (index, expected) in golden.hu.enumerated() {
      let difference = abs(values[index] - expected)
      #expect(
        difference <= max(1e-9 * abs(expected), roundingFloor(ofHu: index, first: golden.hu[0])),
        "\(name), Hu \(index + 1): \(values[index]), not \(expected)")
    }
    for (index, expected) in golden.haralick.enumerated() {
      // The floor is for features that are 0 but for mahotas' own rounding, such as sqrt(1e-16).
      let difference = abs(values[7 + index] - expected)
      #expect(
        difference <= max(1e-9 * abs(expected), index == 12 ? 1e-7 : 1e-12),
        "\(name), Haralick \(index + 1): \(values[7 + index]), not \(expected)")
    }
    for bin in 0..<512 {
      let expected = golden.histogram["\(bin)"] ?? 0
      #expect(abs(values[20 + bin] - expected) <= 1e-15, "\(name), bin \(bin)")
    }
  }

  /// Invariants of a symmetric picture are nothing but rounding: products of moments that carry an
  /// error of 1e-15 of their scale each, which the first invariant gives.
  private func roundingFloor(ofHu index: Int, first: Double) -> Double {
    let factors = [0.0, 2, 2, 2, 4, 3, 4][index]
    let scale = [0.0, 2, 3, 3, 6, 4, 6][index]
    return index == 0 ? 0 : pow(1e-15, factors) * pow(first, scale)
  }

  @Test(arguments: names)
  func syntheticPicture(name: String) throws {
    let golden = try GoldenFeatures.file.get()
    #expect(Set(golden.synthetic.keys) == Set(Self.names))
    expect(
      try #require(TestPictures.named(name)), equals: try #require(golden.synthetic[name]), name)
  }

  @Test func colorsAreOpenCVs() throws {
    let golden = try GoldenFeatures.file.get()
    #expect(GoldenFeatures.hash(gray(TestPictures.lattice)) == golden.latticeGrayHash)
    #expect(GoldenFeatures.hash(hsv(TestPictures.lattice)) == golden.latticeHSVHash)
  }

  @Test(.enabled(if: SharedData.path("data/isic2020/images") != nil, "needs images of ISIC 2020"))
  func realPictures() throws {
    let golden = try GoldenFeatures.file.get()
    #expect(golden.real.count == 4)
    for (name, real) in golden.real {
      let path = try #require(SharedData.path("data/isic2020/images/\(name).jpg"))
      let image = try ImageCodec.decode(contentsOfFile: path).image
        .resized(width: 224, height: 224, mode: .squash)
      #expect(GoldenFeatures.hash(image.pixels) == real.pixelHash, "\(name)")
      expect(image, equals: real.values, name)
    }
  }

  /// Turning a picture by a quarter keeps Hu's invariants; doubling it keeps its histogram.
  @Test func invariances() {
    var workspace = RadiomicsFeatures()
    let image = RGBImage.waves(width: 80, height: 60)
    var turned = RGBImage(width: 60, height: 80)
    var doubled = RGBImage(width: 160, height: 120)
    for y in 0..<60 {
      for x in 0..<80 {
        turned[59 - y, x] = image[x, y]
        for (h, v) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
          doubled[2 * x + h, 2 * y + v] = image[x, y]
        }
      }
    }
    let (first, second) = (workspace.compute(image), workspace.compute(turned))
    for index in 0..<6 {
      #expect(abs(first[index] - second[index]) <= 1e-6 * abs(first[index]), "Hu \(index + 1)")
    }
    let third = workspace.compute(doubled)
    #expect(zip(first[20...], third[20...]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// What mahotas refuses has defined values here: a line has one direction, a pixel none.
  @Test func linesAndPoints() {
    var workspace = RadiomicsFeatures()
    let line = workspace.compute(.gradient(width: 9, height: 1))
    #expect(line.allSatisfy(\.isFinite) && line[8] > 0)
    let point = workspace.compute(RGBImage(width: 1, height: 1, fill: SIMD3(9, 200, 30)))
    #expect(point[7..<20].allSatisfy { $0 == 0 })
    #expect(point[20...].reduce(0, +) == 1)
  }

  @Test func workspaceKeepsNothing() {
    var used = RadiomicsFeatures()
    _ = used.compute(.noise(width: 64, height: 64, seed: 5))
    var fresh = RadiomicsFeatures()
    let image = RGBImage.waves(width: 40, height: 30)
    #expect(used.compute(image) == fresh.compute(image))
  }
}
