import LesionImage
import TestSupport
import Testing

@Suite struct ImageQualityTests {
  static let sharp = RGBImage.spot(side: 256)

  private func assess(_ image: RGBImage) -> QualityReport {
    ImageQuality.assess(image, sourceWidth: image.width, sourceHeight: image.height)
  }

  @Test func sharpLesionIsUsable() {
    let report = assess(Self.sharp)
    #expect(report.isUsable)
    #expect(report.issues.isEmpty && report.issues.names.isEmpty)
    #expect(report.shorterSide == 256)
    #expect(report.clippedShare == 0)
    #expect((160...200).contains(report.brightLevel))
    #expect((70...130).contains(report.contrast))
    #expect(report.blur < 2.9)
  }

  @Test func smallSourcesAreRefusedByTheirOwnSize() {
    let thumbnail = Self.sharp.resized(width: 127, height: 200)
    #expect(assess(thumbnail).issues == .tooSmall)
    // A large source that was decoded small is not a small source.
    let report = ImageQuality.assess(thumbnail, sourceWidth: 1270, sourceHeight: 2000)
    #expect(report.isUsable)
    #expect(report.shorterSide == 1270)
  }

  @Test func darkPicturesAreRefused() {
    #expect(assess(Self.sharp.mapLevels { $0 * 0.2 }).issues.contains(.tooDark))
    #expect(!assess(Self.sharp.mapLevels { $0 * 0.6 }).issues.contains(.tooDark))
  }

  @Test func overexposedPicturesAreRefused() {
    let report = assess(Self.sharp.mapLevels { $0 * 2 })
    #expect(report.issues.contains(.tooBright))
    #expect(report.clippedShare > 0.5)
    #expect(!assess(Self.sharp.mapLevels { $0 * 1.2 }).issues.contains(.tooBright))
  }

  @Test func flatPicturesAreRefused() {
    let plain = RGBImage(width: 256, height: 256, fill: [200, 150, 130])
    let report = assess(plain)
    #expect(report.issues == .flat)
    #expect(report.contrast == 0 && report.blur == 0)
    #expect(assess(Self.sharp.mapLevels { 160 + ($0 - 160) * 0.1 }).issues.contains(.flat))
  }

  @Test func contrastInTheMiddleIsEnough() {
    // A small lesion does not reach five percent of the whole picture.
    var image = RGBImage(width: 256, height: 256, fill: [200, 150, 130])
    for y in 113..<143 { for x in 113..<143 { image[x, y] = [90, 60, 50] } }
    #expect(!assess(image).issues.contains(.flat))
  }

  @Test(arguments: [3, 5, 8])
  func blurredPicturesAreRefused(radius: Int) {
    let blurred = Self.sharp.boxBlurred(horizontal: radius, vertical: radius, times: 2)
    #expect(assess(blurred).issues == .blurred)
  }

  @Test(arguments: [(10, 0), (0, 10)])
  func movedPicturesAreRefused(horizontal: Int, vertical: Int) {
    let moved = Self.sharp.boxBlurred(horizontal: horizontal, vertical: vertical)
    #expect(assess(moved).issues == .blurred)
  }

  @Test func blurIsMeasuredAlikeAtEveryResolution() {
    let large = RGBImage.spot(side: 1024)
    #expect(assess(large).isUsable)
    let blurred = large.resized(width: 40, height: 40).resized(width: 1024, height: 1024)
    #expect(assess(blurred).issues == .blurred)
  }

  @Test func noiseIsNotSharpnessNorBlur() {
    let noise = RGBImage.noise(width: 256, height: 256, seed: 4)
    #expect(assess(noise).blur < 1)
  }

  @Test(arguments: [(1, 1), (1, 5000), (5000, 1), (3, 2), (257, 4)])
  func oddSizesAreMeasuredWithoutAccident(width: Int, height: Int) {
    let report = assess(RGBImage.noise(width: width, height: height, seed: 2))
    #expect(report.issues.contains(.tooSmall))
    #expect(report.blur.isFinite)
  }

  @Test func severalIssuesAreNamedInOrder() {
    let report = assess(RGBImage(width: 20, height: 20))
    #expect(report.issues.names == ["too-small", "too-dark", "flat"])
    #expect("\(report.issues)" == "too-small, too-dark, flat")
    let white = assess(RGBImage(width: 200, height: 200, fill: [255, 255, 255]))
    #expect(white.issues.names == ["too-bright", "flat"])
  }

  @Test func turningAPictureDoesNotChangeItsQuality() {
    let image = RGBImage.spot(side: 256).boxBlurred(horizontal: 4, vertical: 0)
    let report = assess(image)
    for orientation in Orientation.allCases {
      #expect(assess(image.oriented(orientation)) == report)
    }
  }
}
