import Foundation

/// Haralick's texture features of a greyscale picture, averaged over four directions.
///
/// Haralick, Shanmugam and Dinstein, "Textural features for image classification", 1973. The
/// definitions, where the literature has several, are those of
/// `mahotas.features.haralick(gray).mean(axis=0)`: distance 1, a symmetric matrix over the levels from
/// 0 to the picture's highest, logarithms to base 2 (but `exp` in the last feature), the difference
/// variance taken of the probabilities P(|x-y|), and a correlation of 1 where the levels do not vary.
///
/// Sums are of integers where they can be, so they carry less rounding than mahotas' own.
package struct HaralickFeatures {
  package static let count = 13

  private var counts = CooccurrenceCounts()

  package init() {}

  /// Angular second moment, contrast, correlation, variance, inverse difference moment, sum average,
  /// sum variance, sum entropy, entropy, difference variance, difference entropy, and the two
  /// information measures of correlation.
  ///
  /// A direction without neighbours (pictures of one row or column) is left out of the mean; mahotas
  /// refuses such pictures. All 0 for a single pixel.
  ///
  /// - Precondition: `levels.count == width * height`, 1...2^20 pixels.
  package mutating func compute(
    _ levels: UnsafeBufferPointer<UInt8>, width: Int, height: Int
  ) -> [Double] {
    let levelCount = Int(levels.max() ?? 0) + 1
    var sums = [Double](repeating: 0, count: Self.count)
    var directions = 0
    for direction in CooccurrenceCounts.directions {
      counts.count(levels, width: width, height: height, direction: direction)
      guard counts.pairCount > 0 else { continue }
      directions += 1
      let values = CooccurrenceSums(counts, levelCount: levelCount).features
      for (index, value) in values.enumerated() { sums[index] += value }
    }
    guard directions > 0 else { return sums }
    return sums.map { $0 / Double(directions) }
  }
}
