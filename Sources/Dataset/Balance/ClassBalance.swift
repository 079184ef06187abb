import LesionImage

/// How the rare class is brought up to weight in each epoch (paper, section 3.3).
public enum ClassBalance: Sendable, Equatable, Codable {
  /// Malignant images are repeated until there are `ratio` times as many as benign ones: .5 is the
  /// paper's, "causing the malignant examples to make up 33% of our data". Every benign image is
  /// drawn once. Where there are already that many malignant images, or `ratio` is no positive
  /// number, nothing is repeated.
  case oversample(ratio: Double)
  /// Of the larger class only as many images are drawn as the smaller has, others in each epoch.
  case undersample
  /// Every image once.
  case none

  /// The paper's: malignant images repeated to half the number of the benign.
  public static let paper = ClassBalance.oversample(ratio: 0.5)

  /// One epoch's images in the order in which they are seen.
  ///
  /// Repetition is even: each malignant image occurs `n` or `n + 1` times, and which ones get the
  /// one more is drawn anew in each epoch. The result depends on nothing but the arguments.
  ///
  /// - Parameters:
  ///   - indices: the images of the training part.
  ///   - labels: whether the image is malignant, by image; `indices` are positions in it.
  ///   - generator: drives the choice and the order.
  public func draw(
    indices: [Int], labels: [Bool], using generator: inout SeededGenerator
  ) -> [Int] {
    let malignant = indices.filter { labels[$0] }
    let benign = indices.filter { !labels[$0] }
    var drawn: [Int]
    switch self {
    case .oversample(let ratio):
      let wanted = Self.count(ratio: ratio, of: benign.count)
      drawn = benign + Self.repeated(malignant, to: wanted, using: &generator)
    case .undersample:
      let count = min(malignant.count, benign.count)
      drawn =
        Self.sample(malignant, count: count, using: &generator)
        + Self.sample(benign, count: count, using: &generator)
    case .none:
      drawn = indices
    }
    generator.shuffle(&drawn)
    return drawn
  }

  /// How many images one epoch of these classes draws.
  public func epochCount(malignant: Int, benign: Int) -> Int {
    switch self {
    case .oversample(let ratio):
      malignant == 0
        ? benign : benign + max(malignant, Self.count(ratio: ratio, of: benign))
    case .undersample: 2 * min(malignant, benign)
    case .none: malignant + benign
    }
  }

  /// Rounded down, as half of an odd number is in the paper's recipe.
  private static func count(ratio: Double, of benign: Int) -> Int {
    let wanted = (ratio * Double(benign)).rounded(.down)
    // Also false for NaN. The bound keeps a slip such as 1e300 from asking for all memory.
    guard wanted > 0, wanted <= 1000 * Double(max(benign, 1)) else { return 0 }
    return Int(wanted)
  }

  private static func repeated(
    _ indices: [Int], to count: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    guard !indices.isEmpty, count > indices.count else { return indices }
    let (rounds, extra) = count.quotientAndRemainder(dividingBy: indices.count)
    var result: [Int] = []
    result.reserveCapacity(count)
    for _ in 0..<rounds { result += indices }
    return result + sample(indices, count: extra, using: &generator)
  }

  private static func sample(
    _ indices: [Int], count: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    guard count < indices.count else { return indices }
    var shuffled = indices
    generator.shuffle(&shuffled)
    return Array(shuffled.prefix(count))
  }
}
