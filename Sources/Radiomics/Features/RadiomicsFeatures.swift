import Evaluation
import LesionImage

/// The paper's "global shape, texture, color descriptors (Hu Moments, Haralick features, Color
/// Histogram)" of one picture (section 3.2): 7 + 13 + 512 numbers.
///
/// One value serves one thread and is used again for every picture, since its tables take 256 KiB.
package struct RadiomicsFeatures {
  /// The features' names and how many of each there are, in order.
  package static let groups = [
    FeatureGroup(name: "Hu moments", count: HuMoments.count),
    FeatureGroup(name: "Haralick features", count: HaralickFeatures.count),
    FeatureGroup(name: "colour histogram", count: ColorHistogram.count),
  ]

  /// Features of a picture.
  package static let count = groups.reduce(0) { $0 + $1.count }

  /// Rises whenever the same picture would give other numbers, so that no old cache is believed.
  static let version: UInt64 = 1

  private var haralick = HaralickFeatures()
  private var histogram = ColorHistogram()
  private var gray: [UInt8] = []

  package init() {}

  /// The features of a picture, all finite.
  ///
  /// - Precondition: sides of at most 4096 and at most 2^20 pixels.
  package mutating func compute(_ image: RGBImage) -> [Double] {
    precondition(image.width <= 4096 && image.height <= 4096, "a side is too long")
    precondition(image.width * image.height <= 1 << 20, "too many pixels")
    let (width, height) = (image.width, image.height)
    gray.removeAll(keepingCapacity: true)
    return image.pixels.withUnsafeBufferPointer { pixels in
      for start in stride(from: 0, to: pixels.count, by: 3) {
        gray.append(
          GrayLevel.of(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2]))
      }
      let shapeAndTexture = gray.withUnsafeBufferPointer { levels in
        HuMoments.compute(levels, width: width, height: height)
          + haralick.compute(levels, width: width, height: height)
      }
      return shapeAndTexture + histogram.compute(pixels)
    }
  }
}
