/// A lower triangular matrix: row by row as far as the diagonal.
struct LowerTriangle {
  let count: Int
  private(set) var values: [Double]

  /// Of zeros.
  init(count: Int) {
    self.count = count
    values = [Double](repeating: 0, count: count * (count + 1) / 2)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * (row + 1) / 2 + column] }
    set { values[row * (row + 1) / 2 + column] = newValue }
  }

  /// L with L * L transposed = the symmetric matrix whose lower half this is (Cholesky).
  ///
  /// - Returns: nil where the matrix is not positive definite.
  func choleskyFactor() -> LowerTriangle? {
    var factor = LowerTriangle(count: count)
    for row in 0..<count {
      for column in 0...row {
        var rest = self[row, column]
        for k in 0..<column { rest -= factor[row, k] * factor[column, k] }
        if column < row {
          factor[row, column] = rest / factor[column, column]
        } else {
          guard rest > 0, rest.isFinite else { return nil }
          factor[row, row] = rest.squareRoot()
        }
      }
    }
    return factor
  }

  /// The inverse, by substitution.
  ///
  /// - Precondition: no value on the diagonal is 0.
  func inverse() -> LowerTriangle {
    var inverse = LowerTriangle(count: count)
    for column in 0..<count {
      inverse[column, column] = 1 / self[column, column]
      for row in (column + 1)..<max(count, column + 1) {
        var sum = 0.0
        for k in column..<row { sum += self[row, k] * inverse[k, column] }
        inverse[row, column] = -sum / self[row, row]
      }
    }
    return inverse
  }
}
