/// A joint histogram of hue, saturation and value in 8 x 8 x 8 bins: the paper's "color" descriptor.
///
/// The paper does not say which histogram. This is the one that usually goes with Hu moments,
/// Haralick features and min-max scaling: `cv2.calcHist` over OpenCV's 8-bit HSV with the range
/// 0..<256 for every channel, then `cv2.normalize`, which divides by the Euclidean norm. OpenCV's hue
/// ends at 179, so the last two hue bins stay empty; they are kept, since scaling drops what does not
/// vary. A joint histogram, unlike one for each channel, keeps which colours occur together.
package struct ColorHistogram {
  package static let count = 512

  /// Pixels of each bin: `64 * hue + 8 * saturation + value`.
  private(set) var bins = [UInt32](repeating: 0, count: count)

  package init() {}

  /// The bins over their Euclidean norm, so in 0...1.
  ///
  /// - Parameter pixels: interleaved RGB, at least one pixel.
  package mutating func compute(_ pixels: UnsafeBufferPointer<UInt8>) -> [Double] {
    bins.withUnsafeMutableBufferPointer { bins in
      bins.update(repeating: 0)
      for start in stride(from: 0, to: pixels.count - 2, by: 3) {
        let color = HSVColor(
          red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
        bins[64 * (color.hue >> 5) + 8 * (color.saturation >> 5) + (color.value >> 5)] &+= 1
      }
    }
    let norm = Double(bins.reduce(0) { $0 + Int($1) * Int($1) }).squareRoot()
    return bins.map { norm > 0 ? Double($0) / norm : 0 }
  }
}
