import CMachine
import LesionImage
import TestSupport
import Testing

/// Pictures in someone else's memory: a canvas's pixels give the bits that RGB gives, and nothing beyond
/// them is touched.
@Suite struct PictureViewTests {
  /// The picture's pixels with a fourth byte of anything, in memory that ends at a forbidden page.
  static func withFourChannels<Result>(
    _ image: RGBImage, _ body: (PictureView) throws -> Result
  ) throws -> Result {
    try withGuarded(
      (0..<(4 * image.width * image.height)).map { index in
        index % 4 == 3
          ? UInt8(truncatingIfNeeded: index &* 37) : image.pixels[index / 4 * 3 + index % 4]
      }
    ) { bytes in
      try body(
        #require(
          PictureView(width: image.width, height: image.height, channels: .rgba, bytes: bytes)))
    }
  }

  static func withGuarded<Result>(
    _ values: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let memory = try #require(machine_guarded_allocate(values.count))
    defer { machine_guarded_free(memory, values.count) }
    memory.copyMemory(from: values, byteCount: values.count)
    return try body(UnsafeRawBufferPointer(start: memory, count: values.count))
  }

  /// Sides below, at, between and above the lanes of the kernels, enlarged and reduced, and rows shorter
  /// than what a kernel reads at once.
  static let sizes = [
    (1, 1), (1, 9), (2, 3), (3, 5), (4, 4), (7, 1), (15, 2), (16, 5), (17, 8), (31, 33), (64, 7),
    (100, 41), (224, 224), (333, 97),
  ]

  @Test(arguments: sizes, ResizeMode.allCases)
  func fourChannelsAreResizedToTheSameBits(size: (Int, Int), mode: ResizeMode) throws {
    let image = RGBImage.noise(width: size.0, height: size.1, seed: 6)
    for (width, height) in [(1, 1), (5, 3), (16, 17), (43, 20), (224, 224), size] {
      let expected = image.resized(width: width, height: height, mode: mode)
      for kernels in ImageKernels.available {
        let found = try Self.withFourChannels(image) {
          $0.resized(width: width, height: height, mode: mode, kernels: kernels)
        }
        #expect(found == expected)
        let same = try Self.withGuarded(image.pixels) { bytes in
          try #require(
            PictureView(width: size.0, height: size.1, channels: .rgb, bytes: bytes)
          ).resized(width: width, height: height, mode: mode, kernels: kernels)
        }
        #expect(same == expected)
      }
    }
  }

  @Test(arguments: [(224, 224), (300, 500), (224, 100), (19, 7)])
  func fourChannelsAreNormalizedToTheSameBits(size: (Int, Int)) throws {
    let image = RGBImage.noise(width: size.0, height: size.1, seed: 8)
    let scale = SIMD3<Float>(0.017, 0.018, 0.019)
    let offset = SIMD3<Float>(-2.1, -2, -1.8)
    func normalized(_ write: (UnsafeMutablePointer<Float>) throws -> Void) rethrows -> [UInt32] {
      var values = [Float](repeating: 7, count: 3 * 224 * 224)
      try values.withUnsafeMutableBufferPointer { try $0.baseAddress.map(write) }
      return values.map(\.bitPattern)
    }
    for kernels in ImageKernels.available {
      let expected = normalized {
        image.normalize(
          into: $0, width: 224, height: 224, mode: .squash, scale: scale, offset: offset,
          reversesChannels: true, kernels: kernels)
      }
      let found = try normalized { target in
        try Self.withFourChannels(image) {
          $0.normalize(
            into: target, width: 224, height: 224, mode: .squash, scale: scale, offset: offset,
            reversesChannels: true, kernels: kernels)
        }
      }
      #expect(found == expected)
    }
  }

  @Test(arguments: [(60, 40), (256, 200), (300, 280), (1023, 700), (1024, 900), (2500, 1400)])
  func fourChannelsAreMeasuredAlike(width: Int, height: Int) throws {
    let image = RGBImage.spot(side: 300).resized(width: width, height: height)
    let found = try Self.withFourChannels(image) { ImageQuality.assess($0) }
    #expect(found == ImageQuality.assess(image))
  }

  @Test(arguments: [(1, 1), (2, 3), (3, 2), (7, 5), (16, 1), (1, 16), (128, 128)])
  func boxesAreMeansToTheNearestLevel(boxWidth: Int, boxHeight: Int) throws {
    for (more, less) in [(0, 0), (boxWidth - 1, boxHeight - 1), (boxWidth / 2, 0)] {
      let (columns, rows) = (3, 2)
      let image = RGBImage.noise(
        width: columns * boxWidth + more, height: rows * boxHeight + less, seed: 5)
      let expected = RGBImage(width: columns, height: rows) { pixels in
        for index in pixels.indices {
          let (row, column) = (index / 3 / columns, index / 3 % columns)
          var sum = 0
          for y in 0..<boxHeight {
            for x in 0..<boxWidth {
              let pixel = image[
                more / 2 + column * boxWidth + x, less / 2 + row * boxHeight + y]
              sum += Int(pixel[index % 3])
            }
          }
          let count = boxWidth * boxHeight
          pixels[index] = UInt8((sum + count / 2) / count)
        }
      }
      #expect(
        image.withView { $0.boxMeans(boxWidth: boxWidth, boxHeight: boxHeight) } == expected)
      let found = try Self.withFourChannels(image) {
        $0.boxMeans(boxWidth: boxWidth, boxHeight: boxHeight)
      }
      #expect(found == expected)
    }
  }

  @Test func buffersOfAnotherSizeAreRefused() throws {
    let bytes = [UInt8](repeating: 0, count: 12)
    func view(_ width: Int, _ height: Int, _ channels: PictureView.Channels) -> Bool {
      bytes.withUnsafeBytes {
        PictureView(width: width, height: height, channels: channels, bytes: $0) != nil
      }
    }
    #expect(view(2, 2, .rgb) && view(4, 1, .rgb) && view(1, 3, .rgba))
    #expect(!view(2, 2, .rgba) && !view(3, 2, .rgb) && !view(0, 4, .rgb) && !view(-2, -2, .rgb))
    // Products beyond `Int`.
    #expect(!view(.max, .max, .rgb) && !view(1 << 62, 4, .rgba) && !view(4, 1 << 62, .rgba))
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(PictureView(width: 1, height: 1, channels: .rgb, bytes: empty) == nil)
  }
}
