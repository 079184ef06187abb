import CKernels

/// One resize, row by row: columns of the picture are mixed first, then rows (see
/// `RGBImage.resized`).
struct Resampling {
  private let image: PictureView
  private let part: PixelRectangle
  private let newWidth: Int
  private let newHeight: Int
  private let kernels: ImageKernels

  init(
    of part: PixelRectangle, in image: PictureView, width newWidth: Int, height newHeight: Int,
    kernels: ImageKernels
  ) {
    self.image = image
    self.part = part
    self.newWidth = newWidth
    self.newHeight = newHeight
    self.kernels = kernels
  }

  /// Whether the new picture is the old one: an axis that keeps its size has the single weight 1 per
  /// pixel, so mixing would copy.
  var isIdentity: Bool {
    part.width == image.width && newWidth == image.width && part.height == image.height
      && newHeight == image.height
  }

  /// Writes the new picture's rows from the top.
  ///
  /// - Parameters:
  ///   - target: where a row's `3 * newWidth` bytes go.
  ///   - finished: called after each row is written.
  // Not inlined: its two callers would each carry a copy, on the phone too.
  @inline(never)
  func forEachRow(
    target: (Int) -> UnsafeMutablePointer<UInt8>, finished: (Int) -> Void
  ) {
    let columns = TriangleFilter(inputCount: part.width, outputCount: newWidth)
    let rows = TriangleFilter(inputCount: part.height, outputCount: newHeight)
    let stride = Self.rowStride(newWidth)
    let capacity = Self.heldRowCount(rows, stride: stride, height: part.height)
    withUnsafeTemporaryAllocation(byteCount: stride * capacity, alignment: 64) { buffer in
      rows.weights.withUnsafeBufferPointer { weights in
        guard let narrow = buffer.bindMemory(to: UInt8.self).baseAddress,
          let weights = weights.baseAddress
        else { return }
        // The rows of `part` that lie in the buffer.
        var held = 0..<0
        for y in 0..<newHeight {
          let start = Int(rows.starts[y])
          let pairCount = Int(rows.pairCounts[y])
          if min(start + 2 * pairCount, part.height) > held.upperBound {
            let kept = max(held.upperBound - start, 0)
            if kept > 0 {
              narrow.update(from: narrow + (start - held.lowerBound) * stride, count: kept * stride)
            }
            held = start..<min(start + capacity, part.height)
            mixColumns(
              rows: (start + kept)..<held.upperBound, by: columns,
              into: narrow + kept * stride, stride: stride)
          }
          kernels.table.pointee.resample_rows(
            narrow + (start - held.lowerBound) * stride, stride, held.upperBound - start,
            target(y), 3 * newWidth, weights + 4 * rows.pairCapacity * y, pairCount)
          finished(y)
        }
      }
    }
  }

  /// How many rows the first pass keeps for the second: about 1 MiB, which stays in the cache, or
  /// what a single output needs. All of them would be hundreds of megabytes for a picture of one
  /// column and a million rows, whose file has only a few kilobytes.
  private static func heldRowCount(_ rows: TriangleFilter, stride: Int, height: Int) -> Int {
    min(height, max(2 * rows.pairCapacity, (1 << 20) / stride))
  }

  /// Bytes between the passes when a part `height` pixels high is resized.
  static func bufferByteCount(
    height: Int, newWidth: Int, newHeight: Int
  ) -> Int {
    let rows = TriangleFilter(inputCount: height, outputCount: newHeight)
    let stride = rowStride(newWidth)
    return stride * heldRowCount(rows, stride: stride, height: height)
  }

  /// Rows of whole 16-byte blocks for the second pass; a spare byte because the first pass writes
  /// four bytes for three.
  private static func rowStride(_ newWidth: Int) -> Int { (3 * newWidth + 1 + 15) / 16 * 16 }

  /// The first pass: some rows of `part` at their new width.
  private func mixColumns(
    rows: Range<Int>, by filter: TriangleFilter,
    into target: UnsafeMutablePointer<UInt8>, stride: Int
  ) {
    let pixelBytes = image.channels.rawValue
    let rowBytes = image.rowBytes
    let first = image.start + rowBytes * part.y + pixelBytes * part.x
    func mix(_ mixed: Range<Int>, from source: UnsafePointer<UInt8>) {
      kernels.table.pointee.resample_columns(
        source, rowBytes, pixelBytes, target + (mixed.lowerBound - rows.lowerBound) * stride,
        stride, mixed.count, filter.starts.count, filter.starts, filter.pairCounts, filter.weights,
        filter.pairCapacity)
    }
    // The kernel looks a few bytes past the pixel that an odd tap is paired with. Behind the last
    // row (or several, where a row is shorter than that) nothing may lie: it is mixed from a copy
    // with room behind it.
    let margin = pixelBytes + Int(LENTIGO_IMAGE_MARGIN)
    let edge = max(part.height - ((margin - 1) / rowBytes + 1), 0)
    let body = rows.clamped(to: 0..<edge)
    if !body.isEmpty { mix(body, from: first + rowBytes * body.lowerBound) }
    let tail = rows.clamped(to: edge..<part.height)
    guard !tail.isEmpty else { return }
    let count = rowBytes * (tail.count - 1) + pixelBytes * part.width
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + margin) { copy in
      copy.initialize(repeating: 0)
      guard let start = copy.baseAddress else { return }
      start.update(from: first + rowBytes * tail.lowerBound, count: count)
      mix(tail, from: UnsafePointer(start))
    }
  }
}
