/// How often two grey levels lie side by side in one direction: the grey-level co-occurrence matrix
/// at distance 1.
///
/// The matrix is symmetric, each pair counting in both orders, so only the triangle from the diagonal
/// up is kept; pairs that reach beyond the border do not count.
struct CooccurrenceCounts {
  /// Steps in rows and columns: 0, 45, 90 and 135 degrees.
  static let directions = [(row: 0, column: 1), (1, 1), (1, 0), (1, -1)]

  static let levelCount = 256

  /// `triangle[256 * low + high]`: pairs of the levels `low <= high`.
  private(set) var triangle = [UInt32](repeating: 0, count: levelCount * levelCount)
  /// Pairs counted.
  private(set) var pairCount = 0

  /// Counts anew.
  ///
  /// - Precondition: `levels.count == width * height`, at most 2^20 pixels.
  mutating func count(
    _ levels: UnsafeBufferPointer<UInt8>, width: Int, height: Int,
    direction: (row: Int, column: Int)
  ) {
    let columns = max(0, -direction.column)..<max(0, width - max(0, direction.column))
    let rows = 0..<max(0, height - direction.row)
    pairCount = columns.count * rows.count
    let step = direction.row * width + direction.column
    triangle.withUnsafeMutableBufferPointer { triangle in
      triangle.update(repeating: 0)
      guard pairCount > 0 else { return }
      for row in rows {
        let start = row * width
        for column in columns {
          let a = Int(levels[start + column])
          let b = Int(levels[start + column + step])
          triangle[Self.levelCount &* min(a, b) &+ max(a, b)] &+= 1
        }
      }
    }
  }
}
