/// Quantiles of measured values.
package enum Quantile {
  /// The smallest value that at least such a share of them does not exceed; nil where there are none.
  ///
  /// - Parameter share: 0...1; the smallest value of all for 0.
  package static func of(_ values: [Float], share: Double) -> Float? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}
