extension RGBImage {
  /// The upright picture, where this one was stored with the given EXIF orientation.
  ///
  /// Pixels are moved, never mixed; width and height change places where `swapsSides` says so.
  public func oriented(_ orientation: Orientation) -> RGBImage {
    if orientation == .up { return self }
    let steps = orientation.steps
    // In the stored picture: what one step right and one step down in the upright one amount to.
    var right = 3
    var down = 3 * width
    if steps.transposes { swap(&right, &down) }
    let newWidth = steps.transposes ? height : width
    let newHeight = steps.transposes ? width : height
    var start = 0
    if steps.mirrorsColumns {
      start += (newWidth - 1) * right
      right = -right
    }
    if steps.mirrorsRows {
      start += (newHeight - 1) * down
      down = -down
    }
    return RGBImage(width: newWidth, height: newHeight) { upright in
      pixels.withUnsafeBufferPointer { stored in
        // Square tiles keep both pictures in cache while a transposition walks down columns.
        let tile = 32
        for top in stride(from: 0, to: newHeight, by: tile) {
          for left in stride(from: 0, to: newWidth, by: tile) {
            for y in top..<min(top + tile, newHeight) {
              var from = start + y * down + left * right
              var to = 3 * (y * newWidth + left)
              for _ in left..<min(left + tile, newWidth) {
                upright[to] = stored[from]
                upright[to + 1] = stored[from + 1]
                upright[to + 2] = stored[from + 2]
                from += right
                to += 3
              }
            }
          }
        }
      }
    }
  }
}
