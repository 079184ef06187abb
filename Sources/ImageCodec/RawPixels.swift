import LesionImage

/// Pixels as a library wrote them, in four interleaved channels that are not yet red, green, blue.
struct RawPixels {
  let width: Int
  let height: Int
  private var samples: [UInt8]

  /// Takes memory for `channels * width * height` samples, all of which `body` writes.
  init(
    channels: Int, width: Int, height: Int,
    initializingWith body: (UnsafeMutableBufferPointer<UInt8>) throws(ImageCodecError) -> Void
  ) throws(ImageCodecError) {
    let count = channels * width * height
    var failure: ImageCodecError?
    samples = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(ImageCodecError) {
        try body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    self.width = width
    self.height = height
  }

  /// Four ink channels as Adobe writes them, 255 meaning no ink.
  ///
  /// The Adobe marker that would tell is missing from some files; Pillow and Chromium read every
  /// four-channel JPEG as inverted, and the phone's browser must not see another picture than this.
  func convertedFromAdobeCMYK() -> RGBImage {
    mapPixels { cyan, magenta, yellow, black in
      (scaled(cyan, by: black), scaled(magenta, by: black), scaled(yellow, by: black))
    }
  }

  /// Red, green, blue and straight alpha, laid over white.
  ///
  /// The blend is linear in the stored values, as browsers and Pillow do it, not in light.
  func compositedOnWhite() -> RGBImage {
    mapPixels { red, green, blue, alpha in
      let white = 255 - alpha
      return (
        scaled(red, by: alpha) + white, scaled(green, by: alpha) + white,
        scaled(blue, by: alpha) + white
      )
    }
  }

  @inline(__always)
  private func mapPixels(
    _ convert: (UInt8, UInt8, UInt8, UInt8) -> (UInt8, UInt8, UInt8)
  ) -> RGBImage {
    samples.withUnsafeBufferPointer { source in
      RGBImage(width: width, height: height) { target in
        for pixel in 0..<(width * height) {
          let (red, green, blue) = convert(
            source[4 * pixel], source[4 * pixel + 1], source[4 * pixel + 2], source[4 * pixel + 3])
          target[3 * pixel] = red
          target[3 * pixel + 1] = green
          target[3 * pixel + 2] = blue
        }
      }
    }
  }
}

/// `value * factor / 255`, correctly rounded.
@inline(__always)
private func scaled(_ value: UInt8, by factor: UInt8) -> UInt8 {
  let product = UInt32(value) * UInt32(factor) + 128
  return UInt8(truncatingIfNeeded: (product + product >> 8) >> 8)
}
