import CSVM

/// Scaled examples as libsvm reads them: nodes of an index and a value, built once and shared by all
/// machines that are fitted on them or score them.
///
/// Unchecked because nothing writes to the nodes after `init`.
package final class SparseRows: @unchecked Sendable {
  package let count: Int
  /// The first node of each row.
  let starts: UnsafeMutableBufferPointer<UnsafeMutablePointer<svm_node>?>
  /// `1 / (features * variance)` over all values, zeros included: what scikit-learn calls
  /// `gamma='scale'`; 1 where nothing varies.
  package let gamma: Double
  private let nodes: UnsafeMutableBufferPointer<svm_node>

  package init(_ rows: [FeatureRow], featureCount: Int) {
    count = rows.count
    let total = rows.reduce(rows.count) { $0 + $1.indices.count }
    nodes = .allocate(capacity: total)
    starts = .allocate(capacity: rows.count)
    var next = 0
    for (row, features) in rows.enumerated() {
      starts.initializeElement(at: row, to: nodes.baseAddress.map { $0 + next })
      for (index, value) in zip(features.indices, features.values) {
        nodes.initializeElement(at: next, to: svm_node(index: Int32(index) + 1, value: value))
        next += 1
      }
      nodes.initializeElement(at: next, to: svm_node(index: -1, value: 0))
      next += 1
    }
    let cells = Double(max(1, rows.count * featureCount))
    let mean = rows.reduce(0) { $0 + $1.values.reduce(0, +) } / cells
    // Zeros are not stored: each contributes the square of the mean.
    let stored = rows.reduce(0) { $0 + $1.values.count }
    let squares = rows.reduce(0) { sum, row in
      row.values.reduce(sum) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let variance = (squares + (cells - Double(stored)) * mean * mean) / cells
    let scale = 1 / (Double(featureCount) * variance)
    gamma = scale.isFinite && scale > 0 ? scale : 1
  }

  deinit {
    nodes.deallocate()
    starts.deallocate()
  }
}
