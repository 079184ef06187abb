import CKernels

/// What a camera does to a picture.
extension PictureCanvas {
  /// Gaussian blur with the border repeated; deviations above 3 pixels count as 3.
  func blur(deviation: Float) {
    let deviation = Double(min(max(deviation, 0), 3))
    // Weights of the middle and its neighbours, 256 together.
    var weights = [UInt16](repeating: 0, count: Int(LENTIGO_BLUR_RADIUS) + 1)
    var sum = 1.0
    func share(_ distance: Int) -> Double {
      let ratio = Double(distance) / max(deviation, 1e-3)
      return Logarithm.exp2(-0.7213475204444817 * ratio * ratio)
    }
    for distance in 1..<weights.count { sum += 2 * share(distance) }
    var left = 256
    for distance in 1..<weights.count {
      weights[distance] = UInt16((256 * share(distance) / sum).rounded())
      left -= 2 * Int(weights[distance])
    }
    weights[0] = UInt16(max(left, 0))
    let byteCount = Int(lentigo_blur_scratch(width, height))
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      weights.withUnsafeBufferPointer { weights in
        guard let weights = weights.baseAddress else { return }
        lentigo_blur(pixels, width, height, weights, scratch)
      }
    }
  }

  /// Adds noise of nearly normal distribution to every value.
  func addNoise(deviation: Float, seed: UInt64) {
    // The sum of four bytes deviates by 147.8; 16 fractional bits.
    let scale = Int32(min(max(deviation, 0), 64) * (65536 / 147.8))
    lentigo_noise(pixels, 3 * width * height, scale, UInt32(truncatingIfNeeded: seed >> 16))
  }

  /// Loses what JPEG would lose, with colours at half the resolution; see `lentigo_compress`.
  func compress(coarseness: Float) {
    let byteCount = Int(lentigo_compress_scratch(width, height))
    withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      lentigo_compress(pixels, width, height, min(max(coarseness, 0.01), 20), scratch)
    }
  }
}
