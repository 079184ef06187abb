/// The features of images that are looked at again and again without augmentation, up to a budget
/// of memory. Images beyond it are computed anew each time, with the same result to the bit.
struct FeatureCache: Sendable {
  private let rowLength: Int
  private let capacity: Int
  private var rows: [Int: Int] = [:]
  private var values: [Float] = []

  /// - Parameters:
  ///   - rowLength: features of one image.
  ///   - budget: bytes that the cache may take.
  ///   - expected: images that will be offered; no more memory than they need is taken.
  init(rowLength: Int, budget: Int, expected: Int) {
    self.rowLength = rowLength
    capacity = min(expected, max(0, budget) / (rowLength * MemoryLayout<Float>.stride))
    values.reserveCapacity(capacity * rowLength)
  }

  /// Whether no further image fits.
  var isFull: Bool { rows.count >= capacity }

  /// Keeps an image's features, unless the cache is full or has them.
  mutating func keep(_ features: some Collection<Float>, of image: Int) {
    guard !isFull, rows[image] == nil else { return }
    rows[image] = rows.count
    values.append(contentsOf: features)
  }

  /// Copies an image's features to `row`; returns false where they are not kept.
  func copy(_ image: Int, to row: UnsafeMutablePointer<Float>) -> Bool {
    guard let place = rows[image] else { return false }
    values.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return }
      row.update(from: first + place * rowLength, count: rowLength)
    }
    return true
  }
}
