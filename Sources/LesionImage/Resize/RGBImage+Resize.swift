import CKernels

extension RGBImage {
  /// The picture at another size, by exactly Pillow's antialiased bilinear filter.
  ///
  /// Columns are mixed first, then rows, each by a triangle filter that is stretched by the
  /// reduction, so that no pixel of a large photograph is skipped; after each pass values are
  /// rounded to 8 bits. Both passes compute with integers (22-bit fixed-point weights), and the
  /// weights themselves are the same everywhere (see `TriangleFilter`): the result is the same to
  /// the bit on every platform, and equal to
  /// `Image.resize((width, height), Image.BILINEAR)` in Pillow, which is how training pictures are
  /// commonly prepared.
  ///
  /// `.centerCrop` first cuts out the largest centred part with the proportions of the new size,
  /// in whole pixels (see `centerCrop(width:height:)`).
  ///
  /// - Precondition: both new sides are at least 1.
  public func resized(width newWidth: Int, height newHeight: Int, mode: ResizeMode = .squash)
    -> RGBImage
  {
    precondition(newWidth > 0 && newHeight > 0, "an image has at least one pixel")
    switch mode {
    case .squash:
      return resized(
        part: PixelRectangle(x: 0, y: 0, width: width, height: height),
        width: newWidth, height: newHeight)
    case .centerCrop:
      return resized(
        part: centerCrop(width: newWidth, height: newHeight),
        width: newWidth, height: newHeight)
    }
  }

  /// The largest centred rectangle with the proportions `width:height`, in whole pixels: the side
  /// that has to give is rounded to the nearest pixel (halves up), and an odd remainder leaves its
  /// extra pixel at the right or at the bottom.
  package func centerCrop(width newWidth: Int, height newHeight: Int) -> PixelRectangle {
    var cropWidth = width
    var cropHeight = height
    if width * newHeight > height * newWidth {
      cropWidth = max((2 * height * newWidth + newHeight) / (2 * newHeight), 1)
    } else {
      cropHeight = max((2 * width * newHeight + newWidth) / (2 * newWidth), 1)
    }
    return PixelRectangle(
      x: (width - cropWidth) / 2, y: (height - cropHeight) / 2, width: cropWidth,
      height: cropHeight)
  }

  private func resized(part: PixelRectangle, width newWidth: Int, height newHeight: Int)
    -> RGBImage
  {
    // An axis that keeps its size has the single weight 1 per pixel, so mixing would copy.
    if part.width == width && newWidth == width && part.height == height && newHeight == height {
      return self
    }
    let columns = TriangleFilter(inputCount: part.width, outputCount: newWidth)
    let rows = TriangleFilter(inputCount: part.height, outputCount: newHeight)
    let stride = Self.rowStride(newWidth)
    let capacity = Self.heldRowCount(rows, stride: stride, height: part.height)
    return RGBImage(width: newWidth, height: newHeight) { target in
      withUnsafeTemporaryAllocation(byteCount: stride * capacity, alignment: 16) { buffer in
        guard let narrow = buffer.bindMemory(to: UInt8.self).baseAddress,
          let target = target.baseAddress
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
              of: part, rows: (start + kept)..<held.upperBound, by: columns,
              into: narrow + kept * stride, stride: stride)
          }
          rows.weights.withUnsafeBufferPointer { weights in
            lentigo_resample_rows(
              narrow + (start - held.lowerBound) * stride, stride, held.upperBound - start,
              target + 3 * newWidth * y, 3 * newWidth,
              weights.baseAddress! + 4 * rows.pairCapacity * y, pairCount)
          }
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
  package static func resizeBufferByteCount(
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
    of part: PixelRectangle, rows: Range<Int>, by filter: TriangleFilter,
    into target: UnsafeMutablePointer<UInt8>, stride: Int
  ) {
    pixels.withUnsafeBufferPointer { source in
      let rowBytes = 3 * width
      let first = source.baseAddress! + rowBytes * part.y + 3 * part.x
      func mix(_ mixed: Range<Int>, from source: UnsafePointer<UInt8>) {
        lentigo_resample_columns(
          source, rowBytes, target + (mixed.lowerBound - rows.lowerBound) * stride, stride,
          mixed.count, filter.starts.count, filter.starts, filter.pairCounts, filter.weights,
          filter.pairCapacity)
      }
      // The kernel looks a few bytes past a row. Behind the last one (or several, where a row is
      // shorter than that) nothing may lie: it is mixed from a copy with room behind it.
      let margin = 8
      let edge = max(part.height - ((margin - 1) / rowBytes + 1), 0)
      let body = rows.clamped(to: 0..<edge)
      if !body.isEmpty { mix(body, from: first + rowBytes * body.lowerBound) }
      let tail = rows.clamped(to: edge..<part.height)
      guard !tail.isEmpty else { return }
      let count = rowBytes * (tail.count - 1) + 3 * part.width
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + margin) { copy in
        copy.initialize(repeating: 0)
        let last = first + rowBytes * tail.lowerBound
        for index in 0..<count { copy[index] = last[index] }
        mix(tail, from: UnsafePointer(copy.baseAddress!))
      }
    }
  }
}
