import LesionImage
import QualityStudy
import TestSupport
import Testing

@Suite struct DegradationTests {
  private static let sizes = [(1, 1), (1, 9), (7, 1), (2, 3), (33, 21), (256, 256), (301, 47)]

  private func apply(
    _ kind: DegradationKind, _ amount: Double, to image: RGBImage, seed: UInt64 = 1
  ) throws -> RGBImage {
    var generator = SeededGenerator(seed: seed, stream: 7)
    return try Degradation(kind, amount).apply(to: image, using: &generator)
  }

  /// How far apart two pictures of one size are, as a mean of squares.
  private func distance(_ one: RGBImage, _ other: RGBImage) -> Double {
    zip(one.pixels, other.pixels).reduce(0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    } / Double(one.pixels.count)
  }

  @Test(arguments: DegradationKind.allCases)
  func everySizeSurvives(kind: DegradationKind) throws {
    for (width, height) in Self.sizes {
      let image = RGBImage.noise(width: width, height: height, seed: 4)
      for amount in [kind.steps[0], kind.steps[kind.steps.count - 1]] {
        let degraded = try apply(kind, amount, to: image)
        if kind == .resolution {
          #expect(max(degraded.width, degraded.height) <= Int(amount))
          #expect(degraded.width <= width && degraded.height <= height)
        } else {
          #expect(degraded.width == width && degraded.height == height)
        }
      }
    }
  }

  /// What makes no sense does the nearest thing that does, and nothing traps.
  @Test(arguments: DegradationKind.allCases)
  func senselessAmountsDoNoHarm(kind: DegradationKind) throws {
    let image = RGBImage.spot(side: 20)
    for amount in [-3, 0, 1e-9, 1e5] { _ = try apply(kind, amount, to: image) }
  }

  @Test(arguments: DegradationKind.allCases)
  func theSameSeedGivesTheSameBytes(kind: DegradationKind) throws {
    let image = RGBImage.spot(side: 64)
    let amount = kind.steps[2]
    let one = try apply(kind, amount, to: image)
    #expect(try apply(kind, amount, to: image) == one)
    if [.motion, .noise, .colorCast, .glare, .offCenter].contains(kind) {
      #expect(try apply(kind, amount, to: image, seed: 2) != one)
    }
  }

  /// Each step takes the picture farther from what it was.
  @Test(arguments: DegradationKind.allCases)
  func stepsGrowHarsher(kind: DegradationKind) throws {
    let image = RGBImage.spot(side: 256)
    var last = 0.0
    for amount in kind.steps {
      var degraded = try apply(kind, amount, to: image)
      if kind == .resolution { degraded = degraded.resized(width: 256, height: 256) }
      let change = distance(image, degraded)
      // Compression of grain saturates, as does a shift of a lesion by more than its size.
      let slack = kind == .offCenter || kind == .distance ? 0.7 : 0.99
      #expect(change > slack * last, "\(kind) \(amount): \(change) after \(last)")
      last = change
    }
    #expect(last > 20)
  }

  @Test func nothingIsNothing() throws {
    let image = RGBImage.spot(side: 50)
    for (kind, amount) in [
      (.blur, 0), (.motion, 0), (.darkness, 0), (.overExposure, 0), (.lowContrast, 1), (.noise, 0),
      (.colorCast, 0), (.glare, 0), (.distance, 1), (.offCenter, 0), (.resolution, 50),
    ] as [(DegradationKind, Double)] {
      #expect(try apply(kind, amount, to: image).largestDifference(from: image) <= 1, "\(kind)")
    }
  }

  /// A white point on black becomes the bell curve, and keeps its light.
  @Test func blurIsAGaussianOfItsDeviation() throws {
    var image = RGBImage(width: 256, height: 256)
    for y in 126..<131 { for x in 126..<131 { image[x, y] = [255, 255, 255] } }
    let blurred = try apply(.blur, 4, to: image)
    var (sum, squares) = (0.0, 0.0)
    for y in 0..<256 {
      for x in 0..<256 {
        let level = Double(blurred[x, y].x)
        sum += level
        squares += level * Double((x - 128) * (x - 128))
      }
    }
    #expect(abs(sum / (25 * 255) - 1) < 0.05)
    // Of the square 2, of the Gaussian 16.
    #expect(abs(squares / sum - 18) < 1.5)
  }

  /// The middle of a wide stripe along the movement stays as it is; across, it fades.
  @Test func motionKeepsWhatRunsAlongIt() {
    let along = PointSpread.line(length: 20, angle: 0)
    #expect(along.taps.allSatisfy { $0.y == 0 && abs($0.x) <= 10 })
    #expect(abs(along.taps.reduce(0) { $0 + $1.weight } - 1) < 1e-5)
    #expect(PointSpread.line(length: 0, angle: 1).taps == [.init(x: 0, y: 0, weight: 1)])
    #expect(PointSpread.gaussian(deviation: 0).isEmpty)
  }

  /// Middle grey (level 188 holds half of the light) to the level of a quarter, and back over the end.
  @Test func stopsHalveTheLight() throws {
    let grey = RGBImage(width: 3, height: 2, fill: [188, 188, 188])
    #expect(try apply(.darkness, 1, to: grey)[1, 1] == [137, 137, 137])
    #expect(try apply(.overExposure, 1, to: grey)[0, 0].x >= 254)
    #expect(try apply(.overExposure, 3, to: grey)[0, 0] == [255, 255, 255])
    #expect(try apply(.darkness, 60, to: grey)[0, 0] == [0, 0, 0])
  }

  @Test(arguments: [4.0, 12, 24]) func noiseHasItsDeviation(deviation: Double) throws {
    let grey = RGBImage(width: 128, height: 128, fill: [128, 128, 128])
    let noisy = try apply(.noise, deviation, to: grey)
    let variance = distance(grey, noisy)
    #expect(abs(variance.squareRoot() / deviation - 1) < 0.03)
    #expect(abs(noisy.meanLevel - 128) < 0.5)
  }

  @Test func castsHaveAHueAndNoBrightness() {
    let grey = RGBImage(width: 2, height: 2, fill: [120, 120, 120])
    let red = grey.lit(stops: 0.9, hue: 0)[0, 0]
    #expect(red.x > 150 && red.y < 110 && red.y == red.z)
    let blue = grey.lit(stops: 0.9, hue: 2.0 / 3)[0, 0]
    #expect(blue.z == red.x && blue.x == red.y)
  }

  @Test(arguments: [0.02, 0.1]) func reflectionsCoverTheirShare(share: Double) throws {
    let skin = RGBImage(width: 256, height: 256, fill: [190, 150, 130])
    var shares: [Double] = []
    for seed in 0..<20 as Range<UInt64> {
      let degraded = try apply(.glare, share, to: skin, seed: seed)
      let white = stride(from: 2, to: degraded.pixels.count, by: 3)
        .count { degraded.pixels[$0] >= 245 }
      shares.append(Double(white) / (256 * 256 * 0.7854))
    }
    // Spots overlap one another and the border.
    let mean = shares.reduce(0, +) / 20
    #expect(mean > 0.6 * share && mean < 1.1 * share)
  }

  /// Seen from twice as far the disc has half its radius, in the middle, and skin all around it.
  @Test func distanceShrinksTheLesion() throws {
    let image = RGBImage.spot(side: 256)
    let near = ImageQuality.assess(image)
    let far = ImageQuality.assess(try apply(.distance, 2, to: image))
    #expect(abs(far.lesionShare / near.lesionShare - 0.25) < 0.04)
    #expect(far.lesionOffset < 0.05)
    // Shrinking averages the grain, whose lightest pixels count here.
    #expect(abs(far.brightLevel - near.brightLevel) <= 8)
  }

  @Test func theLesionIsMovedByItsShare() {
    let image = RGBImage.spot(side: 256)
    let moved = ImageQuality.assess(image.placed(shift: 0.5, direction: 0))
    #expect(abs(moved.lesionOffset - 0.5) < 0.06)
    let down = ImageQuality.assess(image.placed(shift: 0.5, direction: .pi / 2))
    #expect(abs(down.lesionOffset - 0.5) < 0.06)
  }
}
