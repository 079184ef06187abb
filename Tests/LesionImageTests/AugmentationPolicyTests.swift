import LesionImage
import TestSupport
import Testing

@Suite struct AugmentationPolicyTests {
  static let draws: [Augmentation] = {
    var generator = SeededGenerator(seed: 11)
    return (0..<20_000).map { _ in AugmentationPolicy.paper.draw(using: &generator) }
  }()

  @Test(
    arguments: [
      (\.rotation, 0, 90), (\.zoom, 0, 0.2), (\.shear, 0, 0.2), (\.saturation, 0.4, 0.6),
      (\.brightness, 0.7, 1.3), (\.hue, 0, 0),
    ] as [(any KeyPath<Augmentation, Float> & Sendable, Float, Float)])
  func amountsFillTableOneEvenly(
    amount: any KeyPath<Augmentation, Float> & Sendable, lower: Float, upper: Float
  ) {
    let values = Self.draws.map { $0[keyPath: amount] }
    let width = upper - lower
    #expect(values.allSatisfy { $0 >= lower && $0 <= upper })
    #expect(values.min()! <= lower + 0.001 * width)
    #expect(values.max()! >= upper - 0.001 * width)
    // Uniform on the range: the mean of n draws deviates by width / sqrt(12 n) = .002 width.
    let mean = values.reduce(0, +) / Float(values.count)
    #expect(abs(mean - (lower + upper) / 2) <= 0.012 * width + 0.001 * abs(mean))
    let lowerHalf = values.count { $0 < (lower + upper) / 2 }
    if width > 0 { #expect(abs(lowerHalf - values.count / 2) < 6 * 71) }
  }

  @Test func flipsHappenHalfOfTheTimeAndIndependently() {
    let columns = Self.draws.count { $0.mirrorsColumns }
    let rows = Self.draws.count { $0.mirrorsRows }
    let both = Self.draws.count { $0.mirrorsColumns && $0.mirrorsRows }
    #expect(abs(columns - 10_000) < 6 * 71)
    #expect(abs(rows - 10_000) < 6 * 71)
    #expect(abs(both - 5_000) < 6 * 62)
  }

  @Test func sameSeedSameBytes() {
    let image = RGBImage.noise(width: 40, height: 30, seed: 2)
    var first = SeededGenerator(seed: 3)
    var second = SeededGenerator(seed: 3)
    for _ in 0..<5 {
      let a = AugmentationPolicy.paper.draw(using: &first)
      let b = AugmentationPolicy.paper.draw(using: &second)
      #expect(a == b)
      #expect(a.apply(to: image) == b.apply(to: image))
    }
    #expect(first == second)
  }

  @Test(arguments: AugmentationOption.allCases)
  func switchingOneOffLeavesTheOthersAsTheyWere(option: AugmentationOption) {
    var policy = AugmentationPolicy.paper
    policy.hue = -10...10
    var full = SeededGenerator(seed: 8)
    var reduced = SeededGenerator(seed: 8)
    for _ in 0..<20 {
      var expected = policy.draw(using: &full)
      let drawn = policy.without(option).draw(using: &reduced)
      switch option {
      case .horizontalFlip: expected.mirrorsColumns = false
      case .verticalFlip: expected.mirrorsRows = false
      case .rotation: expected.rotation = 0
      case .zoom: expected.zoom = 0
      case .shear: expected.shear = 0
      case .saturation: expected.saturation = 1
      case .brightness: expected.brightness = 1
      case .hue: expected.hue = 0
      }
      #expect(drawn == expected)
    }
  }

  @Test func withoutEverythingIsNone() {
    let policy = AugmentationOption.allCases.reduce(AugmentationPolicy.paper) { $0.without($1) }
    #expect(policy == .none)
  }

  @Test func theMeanBrightnessStaysWhereTableOneCentresIt() {
    // Factors .7 to 1.3 average 1, and neither saturation nor a reflected turn moves the mean.
    let image = RGBImage.gradient(width: 48, height: 48).resized(width: 32, height: 32)
    let dimmed = RGBImage(width: 32, height: 32, pixels: image.pixels.map { $0 / 2 + 30 })
    let means = Self.draws.prefix(300).map { $0.apply(to: dimmed).meanLevel }
    let mean = means.reduce(0, +) / Double(means.count)
    #expect(abs(mean / dimmed.meanLevel - 1) < 0.05)
  }

  @Test func optionNamesGoBothWays() {
    for option in AugmentationOption.allCases {
      #expect(AugmentationOption(option.description) == option)
    }
    #expect(AugmentationOption("contrast") == nil)
  }
}
