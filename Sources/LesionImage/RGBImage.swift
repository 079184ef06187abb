/// An 8-bit RGB picture: rows from the top, pixels from the left, channels interleaved.
public struct RGBImage: Sendable, Equatable {
  /// Width in pixels, at least 1.
  public let width: Int
  /// Height in pixels, at least 1.
  public let height: Int
  /// Red, green, blue, red, ... in 0...255: always `3 * width * height` values.
  public var pixels: [UInt8] {
    didSet { precondition(pixels.count == 3 * width * height, "pixel count must not change") }
  }

  /// Wraps pixels that are already in memory.
  ///
  /// - Precondition: both sides are at least 1 and `pixels.count == 3 * width * height`. Readers of
  ///   outside data check their sizes before they come here.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    precondition(pixels.count == 3 * width * height, "pixel count must be 3 * width * height")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A picture of one colour, black where none is given.
  public init(width: Int, height: Int, fill: SIMD3<UInt8> = SIMD3(0, 0, 0)) {
    self.init(width: width, height: height) { pixels in
      for pixel in 0..<(width * height) {
        pixels[3 * pixel] = fill.x
        pixels[3 * pixel + 1] = fill.y
        pixels[3 * pixel + 2] = fill.z
      }
    }
  }

  /// Lets `body` write every one of the `3 * width * height` values, which spares clearing them.
  ///
  /// - Precondition: both sides are at least 1, and `body` initialises the whole buffer.
  public init<Failure: Error>(
    width: Int, height: Int,
    initializingWith body: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    let count = 3 * width * height
    // The array initialiser rethrows untyped, which Embedded Swift does not have.
    var failure: Failure?
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      do throws(Failure) {
        try body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        initializedCount = count
      } catch {
        failure = error
        initializedCount = 0
      }
    }
    if let failure { throw failure }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// The pixel in column `x` of row `y`.
  public subscript(x: Int, y: Int) -> SIMD3<UInt8> {
    get {
      let index = offset(x, y)
      return SIMD3(pixels[index], pixels[index + 1], pixels[index + 2])
    }
    set {
      let index = offset(x, y)
      pixels[index] = newValue.x
      pixels[index + 1] = newValue.y
      pixels[index + 2] = newValue.z
    }
  }

  private func offset(_ x: Int, _ y: Int) -> Int {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "pixel outside the image")
    return 3 * (y * width + x)
  }
}
