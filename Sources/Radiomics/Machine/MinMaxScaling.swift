/// The paper's "min-max normalization scheme": each feature's range over the examples it was fitted
/// on becomes 0...1.
///
/// Fitted on the training side of each fold alone, so that nothing of the other side leaks in. Other
/// images may fall outside 0...1, as with scikit-learn's `MinMaxScaler`. A feature that did not vary
/// says nothing and becomes 0 for every image (scikit-learn would let a histogram bin that no example
/// used pass unscaled).
package struct MinMaxScaling: Sendable {
  private let minimum: [Double]
  /// 0 for a feature that did not vary.
  private let scale: [Double]

  /// - Parameter rows: at least one.
  package init(fittedTo rows: some Collection<FeatureRow>, featureCount: Int) {
    var lowest = [Double](repeating: .infinity, count: featureCount)
    var highest = [Double](repeating: -.infinity, count: featureCount)
    var occurrences = [Int](repeating: 0, count: featureCount)
    for row in rows {
      for (index, value) in zip(row.indices, row.values) {
        let feature = Int(index)
        lowest[feature] = min(lowest[feature], value)
        highest[feature] = max(highest[feature], value)
        occurrences[feature] += 1
      }
    }
    for feature in 0..<featureCount where occurrences[feature] < rows.count {
      lowest[feature] = min(lowest[feature], 0)
      highest[feature] = max(highest[feature], 0)
    }
    minimum = lowest
    scale = zip(lowest, highest).map { low, high in
      // The reciprocal of a range below the least normal number would be infinite.
      let scale = 1 / (high - low)
      return high > low && scale.isFinite ? scale : 0
    }
  }

  package func apply(to row: FeatureRow) -> FeatureRow {
    var dense = row.dense(count: minimum.count)
    for feature in dense.indices {
      dense[feature] = scale[feature] > 0 ? (dense[feature] - minimum[feature]) * scale[feature] : 0
    }
    return FeatureRow(dense)
  }
}
