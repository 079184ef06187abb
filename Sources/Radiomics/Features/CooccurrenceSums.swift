import Foundation

/// What Haralick's features are made of: integer sums over one direction's co-occurrence matrix.
struct CooccurrenceSums {
  /// Entries of the symmetric matrix, twice the pairs.
  private let total: Int
  private let levelCount: Int
  /// By level; both marginals, since the matrix is symmetric.
  private var marginal: [Int]
  /// By the sum of two levels.
  private var sum: [Int]
  /// By the difference of two levels.
  private var difference: [Int]
  private var squares = 0
  private var products = 0
  private var entropy = 0.0

  /// - Parameter levelCount: the picture's highest level and one.
  init(_ counts: CooccurrenceCounts, levelCount: Int) {
    total = 2 * counts.pairCount
    self.levelCount = levelCount
    marginal = [Int](repeating: 0, count: levelCount)
    sum = [Int](repeating: 0, count: 2 * levelCount)
    difference = [Int](repeating: 0, count: levelCount)
    counts.triangle.withUnsafeBufferPointer { triangle in
      for low in 0..<levelCount {
        for high in low..<levelCount {
          let pairs = Int(triangle[CooccurrenceCounts.levelCount &* low &+ high])
          if pairs > 0 { add(pairs, low, high) }
        }
      }
    }
    entropy /= Double(total)
  }

  private mutating func add(_ pairs: Int, _ low: Int, _ high: Int) {
    // A pair of equal levels falls twice on the diagonal, another once on either side of it.
    let (entry, times) = low == high ? (2 * pairs, 1) : (pairs, 2)
    let weight = times * entry
    marginal[low] += entry
    if low != high { marginal[high] += entry }
    sum[low + high] += weight
    difference[high - low] += weight
    squares += weight * entry
    products += weight * low * high
    entropy += Double(weight) * information(entry)
  }

  /// The bits of an event that was counted `count` times of `total`; exactly 0 for a certain one.
  private func information(_ count: Int) -> Double {
    Self.logarithm(total) - Self.logarithm(count)
  }

  private static func logarithm(_ count: Int) -> Double {
    count < logarithms.count ? logarithms[count] : log2(Double(count))
  }

  private static let logarithms = (0..<4096).map { log2(Double($0)) }

  private func entropy(of counts: [Int]) -> Double {
    counts.reduce(0) { $1 > 0 ? $0 + Double($1) * information($1) : $0 } / Double(total)
  }

  /// The sum of counts times a power of their index.
  private func moment(_ counts: [Int], _ weight: (Int) -> Int) -> Int {
    counts.indices.reduce(0) { $0 + weight($1) * counts[$1] }
  }

  /// The thirteen features in Haralick's order.
  var features: [Double] {
    let n = Double(total)
    let square = { (value: Int) in value * value }
    let identity = { (value: Int) in value }
    let levels = moment(marginal, identity)
    let variance = total * moment(marginal, square) - levels * levels
    let covariance = total * products - levels * levels
    let sums = moment(sum, identity)
    let homogeneity = difference.enumerated().reduce(0) { partial, entry in
      partial + Double(entry.element) / Double(1 + entry.offset * entry.offset)
    }
    let spread = levelCount * difference.reduce(0) { $0 + $1 * $1 } - total * total
    let marginalEntropy = entropy(of: marginal)
    // The cross entropies with the product of the marginals: for matching marginals both are this.
    let independent = 2 * marginalEntropy
    return [
      Double(squares) / (n * n),
      Double(moment(difference, square)) / n,
      variance == 0 ? 1 : Double(covariance) / Double(variance),
      Double(variance) / (n * n),
      homogeneity / n,
      Double(sums) / n,
      Double(total * moment(sum, square) - sums * sums) / (n * n),
      entropy(of: sum),
      entropy,
      Double(spread) / (Double(levelCount * levelCount) * n * n),
      entropy(of: difference),
      marginalEntropy > 0 ? (entropy - independent) / marginalEntropy : 0,
      max(0, 1 - exp(-2 * (independent - entropy))).squareRoot(),
    ]
  }
}
