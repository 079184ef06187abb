import LesionImage
import TestSupport
import Testing

@Suite struct StrongAugmentationPolicyTests {
  static let image = RGBImage.noise(width: 64, height: 64, seed: 3)
  /// Under a warm light.
  static let warm: RGBImage = {
    var amounts = StrongAugmentation()
    amounts.channelGain = [1, 0.8, 0.5]
    return amounts.apply(to: image, targetWidth: 64, targetHeight: 64)
  }()

  private func draws(
    _ policy: StrongAugmentationPolicy, _ count: Int, seed: UInt64 = 4
  ) -> [StrongAugmentation] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in policy.draw(using: &generator) }
  }

  @Test(arguments: StrongAugmentationOption.allCases)
  func everyElementHasANameAndDoesSomethingAlone(option: StrongAugmentationOption) {
    #expect(StrongAugmentationOption("\(option)") == option)
    var alone = StrongAugmentationPolicy.everything.always([option])
    if option == .fill { alone.rotation = RandomAmount(45...45) }
    var without = alone.without(option)
    without.rotation.probability = 0
    let changed = draws(alone, 4).filter {
      $0.apply(to: Self.warm, targetWidth: 64, targetHeight: 64) != Self.warm
    }
    #expect(!changed.isEmpty)
    for amounts in draws(without, 4) {
      #expect(amounts.apply(to: Self.warm, targetWidth: 64, targetHeight: 64) == Self.warm)
    }
  }

  /// An ablation compares like with like: what is left on stays as it was drawn.
  @Test(arguments: StrongAugmentationOption.allCases)
  func switchingOneOffLeavesTheOthers(option: StrongAugmentationOption) {
    let all = draws(.everything, 20)
    let rest = draws(StrongAugmentationPolicy.everything.without(option), 20)
    for (a, b) in zip(all, rest) {
      #expect(option == .rotation || a.rotation == b.rotation)
      #expect(option == .crop || a.part == b.part)
      #expect(option == .contrast || a.contrast == b.contrast)
      #expect(option == .detail || a.detail == b.detail)
      #expect(option == .vignette || a.vignette == b.vignette)
      #expect(option == .border || a.border == b.border)
      #expect(option == .cutout || a.cutouts == b.cutouts)
      #expect(a.seed == b.seed)
    }
  }

  @Test func rangesAndProbabilitiesAreKept() {
    var policy = StrongAugmentationPolicy.everything
    policy.cropSlack = nil
    let all = draws(policy, 4000)
    for amounts in all {
      #expect(policy.rotation.range.contains(amounts.rotation))
      #expect(amounts.detail == 1 || policy.detail.range.contains(amounts.detail))
      #expect(policy.contrast.range.contains(amounts.contrast))
      let part = amounts.part
      #expect(part.x >= 0 && part.y >= 0 && part.x + part.width <= 1.000001)
      #expect(part.y + part.height <= 1.000001)
      #expect((0.44...1.0001).contains(part.width * part.height))
      #expect((0.74...1.34).contains(part.width / part.height))
    }
    let soft = Double(all.count { $0.detail < 1 }) / 4000
    #expect(abs(soft - 0.5) < 0.03)
    #expect(abs(Double(all.count { $0.vignette != nil }) / 4000 - 0.3) < 0.03)
    // A factor and its inverse are as likely.
    #expect(abs(Double(all.count { $0.brightness > 1 }) / 4000 - 0.5) < 0.03)
  }

  @Test(arguments: [(1, 1), (1, 40), (37, 1), (2, 3), (300, 200)])
  func oddSizesGiveAPicture(width: Int, height: Int) {
    let image = RGBImage.noise(width: width, height: height, seed: 2)
    for (targetWidth, targetHeight) in [(1, 1), (1, 33), (50, 2), (64, 64)] {
      for amounts in draws(.everything, 30) {
        let changed = amounts.apply(
          to: image, targetWidth: targetWidth, targetHeight: targetHeight)
        #expect(changed.pixels.count == 3 * targetWidth * targetHeight)
      }
    }
  }

  /// The same bytes by every set of kernels, at sizes below, at and above their lanes.
  @Test(arguments: [1, 7, 16, 31, 64, 97])
  func kernelsAgree(side: Int) {
    let image = RGBImage.noise(width: 53, height: 41, seed: UInt32(side))
    for amounts in draws(.everything, 25, seed: UInt64(side)) {
      let pictures = ImageKernels.available.map {
        amounts.apply(to: image, targetWidth: side, targetHeight: 35, kernels: $0)
      }
      #expect(pictures.allSatisfy { $0 == pictures[0] })
    }
  }

  /// FNV-1a over pictures with everything on: whoever changes a byte must mean to.
  @Test func bytesAreThoseOfEveryPlatform() {
    let options = StrongAugmentationOption.allCases.filter { $0 != .grey }
    let policy = StrongAugmentationPolicy.everything.always(options)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for amounts in draws(policy, 8, seed: 77) {
      for byte in amounts.apply(to: Self.image, targetWidth: 56, targetHeight: 48).pixels {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    #expect(hash == 1_191_579_406_695_944_671)
  }
}
