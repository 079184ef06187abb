import LesionImage
import TestSupport
import Testing

/// Noise, glare, colour cast, and where the lesion lies: what is measured for advice.
@Suite struct AdviceTests {
  /// A disc of radius `radius` around (x, y), in shares of the side, on even skin.
  private static func disc(
    x: Double = 0.5, y: Double = 0.5, radius: Double, side: Int = 256,
    skin: SIMD3<UInt8> = [205, 160, 140]
  ) -> RGBImage {
    var image = RGBImage(width: side, height: side, fill: skin)
    for row in 0..<side {
      for column in 0..<side {
        let dx = (Double(column) + 0.5) / Double(side) - x
        let dy = (Double(row) + 0.5) / Double(side) - y
        if dx * dx + dy * dy < radius * radius { image[column, row] = [100, 65, 50] }
      }
    }
    return image
  }

  @Test(arguments: [0.1, 0.2, 0.35])
  func extentIsTheShareOfTheDisc(radius: Double) {
    let report = ImageQuality.assess(Self.disc(radius: radius))
    #expect(abs(Double(report.lesionShare) - .pi * radius * radius) < 0.015)
    #expect(report.lesionOffset < 0.02)
    // Of (205, 160, 140) and (100, 65, 50): 171 and 74.
    #expect(abs(report.lesionContrast - 97) < 5)
  }

  @Test func distanceFromTheMiddleIsMeasured() {
    for (x, y, offset) in [(0.7, 0.5, 0.4), (0.5, 0.2, 0.6), (0.35, 0.4, 0.3)] as [(_, _, Float)] {
      let report = ImageQuality.assess(Self.disc(x: x, y: y, radius: 0.15))
      #expect(abs(report.lesionOffset - offset) < 0.03)
    }
    #expect(ImageQuality.assess(Self.disc(x: 0.8, radius: 0.15)).hints.contains(.offCenter))
    #expect(ImageQuality.assess(Self.disc(radius: 0.06)).hints.contains(.tooFar))
  }

  @Test func neitherFrameNorShadowsInTheCornersAreTheLesion() {
    var framed = Self.disc(radius: 0.15)
    for y in 0..<256 {
      for x in 0..<256 {
        let dx = Double(x) / 128 - 1
        let dy = Double(y) / 128 - 1
        if dx * dx + dy * dy > 1 { framed[x, y] = [4, 3, 3] }
      }
    }
    // Larger than the lesion, but at the border.
    for y in 30..<60 { for x in 60..<200 { framed[x, y] = [120, 90, 80] } }
    let report = ImageQuality.assess(framed)
    // In the opening, which is pi / 4 of the picture.
    #expect(abs(report.lesionShare - 0.09) < 0.015)
    #expect(report.lesionOffset < 0.03)
  }

  @Test func evenSkinHasNoLesion() {
    let skin = RGBImage(width: 200, height: 150, fill: [205, 160, 140])
    for image in [skin, RGBImage(width: 3, height: 2)] {
      let report = ImageQuality.assess(image)
      #expect(report.lesionShare == 0 && report.lesionOffset == 0 && report.lesionContrast == 0)
      #expect(report.hints.isDisjoint(with: [.tooFar, .offCenter]))
    }
  }

  @Test(arguments: [0, 3, 8, 20])
  func noiseIsItsStandardDeviation(deviation: Int) {
    var generator = SeededGenerator(seed: 3, stream: UInt64(deviation))
    var image = Self.disc(radius: 0.2)
    for index in 0..<(256 * 256) {
      // Twelve uniform numbers less six come close to a normal distribution of deviation 1.
      let sum = (0..<12).reduce(Float(-6)) { sum, _ in sum + generator.nextUnit() }
      let shift = Int((sum * Float(deviation)).rounded())
      for channel in 0..<3 {
        let level = Int(image.pixels[3 * index + channel]) + shift
        image.pixels[3 * index + channel] = UInt8(min(max(level, 0), 255))
      }
    }
    let report = ImageQuality.assess(image)
    #expect(abs(report.noise - Float(deviation)) < 0.3 + Float(deviation) / 10)
    #expect(report.hints.contains(.noisy) == (deviation >= 8))
    #expect(report.issues.contains(.noisy) == (deviation >= 8))
  }

  @Test func glareIsTheShareThatIsWhite() {
    var image = Self.disc(radius: 0.2)
    #expect(ImageQuality.assess(image).glareShare == 0)
    for y in 100..<130 { for x in 90..<140 { image[x, y] = [252, 250, 247] } }
    let report = ImageQuality.assess(image)
    #expect(abs(report.glareShare - 1500 / (256 * 256 * 0.785)) < 0.002)
    #expect(report.hints.contains(.glare))
    // A white sticker in a corner reflects nothing.
    var cornered = Self.disc(radius: 0.2)
    for y in 0..<30 { for x in 0..<30 { cornered[x, y] = [252, 250, 247] } }
    #expect(ImageQuality.assess(cornered).glareShare == 0)
  }

  @Test func aTintIsACast() {
    let plain = ImageQuality.assess(Self.disc(radius: 0.2))
    #expect(plain.colorCast < 0.03 && !plain.hints.contains(.colorCast))
    for skin in [[140, 160, 215], [110, 200, 120], [235, 200, 70]] as [SIMD3<UInt8>] {
      let tinted = ImageQuality.assess(Self.disc(radius: 0.2, skin: skin))
      #expect(tinted.colorCast > 0.08 && tinted.hints.contains(.colorCast), "\(tinted.colorCast)")
    }
  }

  /// What costs the network little, or cannot be told from good pictures, is advised against alone.
  @Test func mildFaultsAreNotRefused() {
    for image in [
      Self.disc(x: 0.8, radius: 0.1), Self.disc(radius: 0.05),
      Self.disc(radius: 0.2, skin: [150, 165, 210]),
    ] {
      let report = ImageQuality.assess(image)
      #expect(!report.hints.isEmpty)
      #expect(report.issues.isSubset(of: [.blurred, .flat]))
      #expect(report.hints.isSuperset(of: report.issues))
    }
  }

  @Test func strongCastsAreRefused() {
    let blue = ImageQuality.assess(Self.disc(radius: 0.2, skin: [90, 130, 220]))
    #expect(blue.colorCast > 0.26 && blue.issues.contains(.colorCast))
  }

  /// Skin that is lost in red alone is lost.
  @Test func clippingIsCountedInEachChannel() {
    let report = ImageQuality.assess(Self.disc(radius: 0.2, skin: [255, 190, 160]))
    #expect(abs(report.clippedShare - (1 - 0.1257) / 3) < 0.005)
    #expect(report.hints.contains(.tooBright) && !report.issues.contains(.tooBright))
    let white = ImageQuality.assess(Self.disc(radius: 0.2, skin: [255, 252, 160]))
    #expect(white.issues.contains(.tooBright))
  }

  /// One limit for each issue, in the order of the issues' bits; advice comes before refusal.
  @Test func limitsHaveTheIssuesOrder() {
    let limits = QualityMeasure.allCases.compactMap { QualityLimit(on: $0) }
    #expect(limits.map(\.issue.rawValue) == (0..<10).map { 1 << $0 })
    #expect(limits.allSatisfy { $0.advising <= $0.refusing })
    #expect(
      limits.filter { !$0.grows }.map(\.measure) == [
        .shorterSide, .brightLevel, .contrast, .lesionShare,
      ])
  }

  @Test func measuresHaveNumbers() {
    let report = ImageQuality.assess(Self.disc(x: 0.6, radius: 0.2))
    #expect(QualityMeasure.allCases.map(\.rawValue) == Array(0..<12))
    #expect(report[.shorterSide] == 256 && report[.blur] == report.blur)
    #expect(report[.lesionShare] == report.lesionShare && report[.noise] == report.noise)
  }

  @Test func issuesHaveStableBits() {
    let names = QualityIssues.named.map { "\($0.name)" }
    #expect(
      names == [
        "too-small", "too-dark", "too-bright", "flat", "blurred", "noisy", "glare", "colour-cast",
        "too-far", "off-centre", "not-a-lesion",
      ])
    #expect(QualityIssues.named.map(\.issue.rawValue) == (0..<11).map { 1 << $0 })
  }

  /// Large pictures are reduced in two steps; it makes no difference that matters.
  @Test(arguments: [1024, 1500, 3000])
  func largePicturesMeasureLikeSmallOnes(side: Int) {
    let large = SyntheticBlot.draw(side: side)
    let report = ImageQuality.assess(large)
    let direct = ImageQuality.assess(large.resized(width: 256, height: 256))
    #expect(abs(report.brightLevel - direct.brightLevel) <= 2)
    #expect(abs(report.contrast - direct.contrast) <= 3)
    #expect(abs(report.blur - direct.blur) < 0.15)
    #expect(abs(report.lesionShare - direct.lesionShare) < 0.01)
    #expect(abs(report.noise - direct.noise) < 0.3)
  }
}

/// A lesion with structure at every scale.
private enum SyntheticBlot {
  static func draw(side: Int) -> RGBImage {
    let fine = RGBImage.spot(side: 400).resized(width: side, height: side)
    let grain = RGBImage.noise(width: side, height: side, seed: 2)
    return RGBImage(
      width: side, height: side,
      pixels: zip(fine.pixels, grain.pixels).map { UInt8(min(255, Int($0) + Int($1) / 16)) })
  }
}
