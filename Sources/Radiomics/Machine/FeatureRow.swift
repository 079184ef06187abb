/// The features of one image without the zeros, of which a histogram has many.
package struct FeatureRow: Sendable, Equatable {
  /// Ascending.
  package let indices: [UInt16]
  /// None of them 0.
  package let values: [Double]

  /// - Precondition: fewer than 65,536 values, all finite.
  package init(_ dense: [Double]) {
    var indices: [UInt16] = []
    var values: [Double] = []
    for (index, value) in dense.enumerated() where value != 0 {
      indices.append(UInt16(index))
      values.append(value)
    }
    self.init(indices: indices, values: values)
  }

  init(indices: [UInt16], values: [Double]) {
    self.indices = indices
    self.values = values
  }

  /// With its zeros.
  func dense(count: Int) -> [Double] {
    var dense = [Double](repeating: 0, count: count)
    for (index, value) in zip(indices, values) { dense[Int(index)] = value }
    return dense
  }
}
