import CKernels

/// A picture at the size at which its quality is measured.
enum WorkingPicture {
  /// The longer side, in pixels, to which larger pictures are reduced.
  static let side = 256

  /// The picture with its own proportions, at most `side` pixels a side.
  ///
  /// What is four times as large or more is first averaged over boxes of whole pixels, down to
  /// between two and four times the size: every pixel of a camera's picture is still counted, in a
  /// fraction of the time. Cameras and decoders reduce pictures likewise.
  static func reduced(_ picture: PictureView) -> RGBImage {
    let longer = max(picture.width, picture.height)
    guard longer > side else { return picture.copied() }
    // Rounded to the nearest pixel, and never to none.
    let width = max((2 * picture.width * side + longer) / (2 * longer), 1)
    let height = max((2 * picture.height * side + longer) / (2 * longer), 1)
    let boxWidth = boxSide(picture.width, towards: width)
    let boxHeight = boxSide(picture.height, towards: height)
    guard boxWidth > 1 || boxHeight > 1 else {
      return picture.resized(width: width, height: height)
    }
    return picture.boxMeans(boxWidth: boxWidth, boxHeight: boxHeight).withView {
      $0.resized(width: width, height: height)
    }
  }

  private static func boxSide(_ side: Int, towards reduced: Int) -> Int {
    min(max(side / (2 * reduced), 1), Int(LENTIGO_BOX_LIMIT))
  }
}

extension PictureView {
  /// The picture at one pixel for each box, of 1 to `LENTIGO_BOX_LIMIT` pixels a side: the box's mean,
  /// rounded to the nearest level. What remains of a side is left out, half of it at either end.
  ///
  /// - Precondition: a box fits into the picture.
  package func boxMeans(boxWidth: Int, boxHeight: Int) -> RGBImage {
    let columns = width / boxWidth
    let rows = height / boxHeight
    let pixelBytes = channels.rawValue
    let corner =
      start + height % boxHeight / 2 * rowBytes + width % boxWidth / 2 * pixelBytes
    return RGBImage(width: columns, height: rows) { target in
      withUnsafeTemporaryAllocation(
        of: UInt16.self, capacity: columns * boxWidth * pixelBytes + 1
      ) { sums in
        guard let target = target.baseAddress, let sums = sums.baseAddress else { return }
        for row in 0..<rows {
          lentigo_box_means(
            corner + row * boxHeight * rowBytes, rowBytes, pixelBytes, boxWidth, boxHeight,
            columns, sums, target + 3 * columns * row)
        }
      }
    }
  }
}
