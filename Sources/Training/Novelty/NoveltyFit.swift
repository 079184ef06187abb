/// Mean and covariance of what lesions look like inside a network, as a detector needs them.
///
/// The covariance is drawn towards a multiple of the identity by the share that Chen, Wiesel, Eldar and
/// Hero found best for normal data ('Shrinkage Algorithms for MMSE Covariance Estimation', 2010,
/// equation 23, here without its terms of 2 / dimensions, as scikit-learn has it): hardly at all for
/// thousands of images, and so far that there is an inverse where there are fewer images than dimensions.
package struct NoveltyFit {
  /// The mean of each value, then the inverse of the covariance's lower Cholesky factor, row by row as far as
  /// the diagonal: as `NoveltyDetector` has them.
  package let numbers: [Float]
  /// The share of the identity's multiple, 0 to 1.
  package let shrinkage: Double

  /// - Parameter rows: the values of one image each, all of one length.
  /// - Returns: nil where there are fewer than two rows, all are alike, or a value is not finite.
  package init?(_ rows: [[Float]]) {
    guard rows.count > 1, let width = rows.first?.count, width > 0,
      rows.allSatisfy({ $0.count == width && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let mean = Self.mean(rows, width: width)
    var covariance = Self.covariance(rows, mean: mean)
    var (trace, squares) = (0.0, 0.0)
    for row in 0..<width {
      trace += covariance[row, row]
      squares += covariance[row, row] * covariance[row, row]
      for column in 0..<row { squares += 2 * covariance[row, column] * covariance[row, column] }
    }
    let dimensions = Double(width)
    let spread = squares - trace * trace / dimensions
    guard trace > 0, squares.isFinite else { return nil }
    let share = (squares + trace * trace) / (Double(rows.count + 1) * max(spread, 0))
    shrinkage = share.isFinite ? min(share, 1) : 1
    for row in 0..<width {
      for column in 0...row { covariance[row, column] *= 1 - shrinkage }
      covariance[row, row] += shrinkage * trace / dimensions
    }
    guard let factor = covariance.choleskyFactor() else { return nil }
    numbers = (mean + factor.inverse().values).map { Float($0) }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
  }

  private static func mean(_ rows: [[Float]], width: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for row in rows {
      for index in 0..<width { sums[index] += Double(row[index]) }
    }
    return sums.map { $0 / Double(rows.count) }
  }

  /// The lower half of the covariance, divided by the count of rows.
  private static func covariance(_ rows: [[Float]], mean: [Double]) -> LowerTriangle {
    var products = LowerTriangle(count: mean.count)
    var centred = mean
    for row in rows {
      for index in mean.indices { centred[index] = Double(row[index]) - mean[index] }
      products.addProducts(of: centred, scale: 1 / Double(rows.count))
    }
    return products
  }
}

extension LowerTriangle {
  /// Adds every product of two of the values, times `scale`.
  fileprivate mutating func addProducts(of vector: [Double], scale: Double) {
    for row in 0..<count {
      let factor = vector[row] * scale
      for column in 0...row { self[row, column] += factor * vector[column] }
    }
  }
}
