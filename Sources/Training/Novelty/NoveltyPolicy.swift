import Dataset
import LesionImage

/// How a model learns to tell pictures that show no lesion (`NoveltyDetector`).
public struct NoveltyPolicy: Sendable, Equatable {
  /// Of 100 new lesions like those that chose the limit, how many lie within it on average.
  public var percentile: Double
  /// At most so many training images, and so many that choose the limit, are looked at: drawn at random,
  /// they say as much as all.
  public var maximumImages: Int

  public init(percentile: Double = 99, maximumImages: Int = 6000) {
    self.percentile = percentile
    self.maximumImages = maximumImages
  }

  /// Refuses one lesion in a hundred.
  public static let standard = NoveltyPolicy()

  /// With fewer images to learn from, or to choose the limit on, there is no detector: it would say
  /// little.
  public static let fewestImages = 50

  /// Some of the records at random, in their own order.
  package func sample(_ records: [LesionRecord], seed: UInt64) -> [LesionRecord] {
    guard records.count > maximumImages else { return records }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.novelty)
    var indices = Array(records.indices)
    generator.shuffle(&indices)
    return indices.prefix(maximumImages).sorted().map { records[$0] }
  }

  /// The distance within which lesions are to lie: that of the `ceil((count + 1) * percentile / 100)`-th
  /// nearest, as in conformal prediction, so that the percentile is kept on average however few there
  /// are; of the farthest where they are too few for it.
  ///
  /// - Returns: nil where there is none, or one is no finite number above 0.
  package func limit(of distances: [Float]) -> Float? {
    let sorted = distances.sorted()
    guard !sorted.isEmpty, sorted.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    let rank = (Double(sorted.count + 1) * percentile / 100).rounded(.up)
    return sorted[min(max(Int(rank), 1), sorted.count) - 1]
  }
}
