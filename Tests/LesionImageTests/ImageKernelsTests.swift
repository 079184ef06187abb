import LesionImage
import TestSupport
import Testing

/// Every set of kernels that this machine can run gives the bits of the first, plain one.
@Suite struct ImageKernelsTests {
  static let plain = ImageKernels.available[0]
  static let others = ImageKernels.available.dropFirst()

  /// Sides below, at, between and above the 4, 8 and 16 lanes of the kernels, enlarged and reduced.
  static let sides = [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 100]

  @Test(arguments: sides, [1, 2, 5, 16, 21, 22, 43, 64, 65])
  func resizesAlike(side: Int, newSide: Int) {
    for (width, height) in [(side, 37), (41, side)] {
      let image = RGBImage.noise(width: width, height: height, seed: UInt32(side))
      for mode in ResizeMode.allCases {
        let expected = image.resized(width: newSide, height: 23, mode: mode, kernels: Self.plain)
        for kernels in Self.others {
          #expect(
            image.resized(width: newSide, height: 23, mode: mode, kernels: kernels) == expected)
        }
      }
    }
  }

  @Test(arguments: [0, 1, 128, 254, 255] as [UInt8])
  func roundedUpWeightsNeverPassWhite(level: UInt8) {
    let image = RGBImage(width: 301, height: 203, fill: [level, 255 - level, level])
    for kernels in ImageKernels.available {
      #expect(
        image.resized(width: 67, height: 45, mode: .squash, kernels: kernels)
          == RGBImage(width: 67, height: 45, fill: [level, 255 - level, level]))
    }
  }

  /// The fused road writes what resizing and then normalising each number by itself would write.
  @Test(arguments: [false, true], [(512, 384), (224, 224), (19, 50), (1, 1)])
  func normalizesTheResizedPicture(reversesChannels: Bool, size: (Int, Int)) {
    let image = RGBImage.noise(width: size.0, height: size.1, seed: 11)
    let scale = SIMD3<Float>(1 / (255 * 0.229), 1 / (255 * 0.224), 1 / (255 * 0.225))
    let offset = SIMD3<Float>(-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225)
    for (width, height) in [(224, 224), (13, 5), (size.0, size.1)] {
      let resized = image.resized(width: width, height: height)
      let expected = (0..<(3 * width * height)).map { index -> Float in
        let channel = index % 3
        let pixel = resized.pixels[index - channel + (reversesChannels ? 2 - channel : channel)]
        let product = Float(pixel) * scale[channel]
        return product + offset[channel]
      }
      for kernels in ImageKernels.available {
        // One number more shows a write behind the end.
        var values = [Float](repeating: 7, count: expected.count + 1)
        image.normalize(
          into: &values, width: width, height: height, mode: .squash, scale: scale, offset: offset,
          reversesChannels: reversesChannels, kernels: kernels)
        #expect(values.removeLast() == 7)
        #expect(values.elementsEqual(expected) { $0.bitPattern == $1.bitPattern })
      }
    }
  }

  @Test(arguments: sides) func warpsAlike(side: Int) {
    var generator = SeededGenerator(seed: 5, stream: UInt64(side))
    var policy = AugmentationPolicy.paper
    policy.saturation = 0...2
    policy.hue = -180...180
    for height in [1, 2, 33, 64] {
      let image = RGBImage.noise(width: side, height: height, seed: UInt32(height))
      for amounts in Self.extremes + (0..<6).map({ _ in policy.draw(using: &generator) }) {
        let expected = amounts.apply(to: image, kernels: Self.plain)
        for kernels in Self.others {
          #expect(amounts.apply(to: image, kernels: kernels) == expected)
        }
      }
    }
  }

  /// Exact moves, places far outside (which the kernels leave to the plain loop) and colours at the
  /// limits of the fixed point.
  static let extremes = [
    Augmentation(mirrorsColumns: true), Augmentation(mirrorsRows: true),
    Augmentation(rotation: 90), Augmentation(rotation: 180), Augmentation(zoom: -40, shear: 9),
    Augmentation(saturation: 30, brightness: 30), Augmentation(saturation: -30, brightness: 30),
  ]

  @Test func wideRegistersWarpThroughKernels() {
    #if arch(x86_64)
      #expect(ImageKernels.best.warps || Self.others.allSatisfy { !$0.warps })
    #endif
    #expect(!Self.plain.warps)
  }
}
