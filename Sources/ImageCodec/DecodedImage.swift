import LesionImage

/// What one picture file held.
public struct DecodedImage: Sendable, Equatable {
  /// The pixels, upright: the orientation that the camera noted is already applied.
  public let image: RGBImage
  /// Width of the upright picture in the file, in pixels; `image` is smaller where it was decoded
  /// at a fraction of its size.
  public let sourceWidth: Int
  /// Height of the upright picture in the file, in pixels.
  public let sourceHeight: Int
  /// What the file was.
  public let format: ImageFormat
  /// How the stored rows and columns had to be turned to become upright.
  public let orientation: Orientation

  /// - Parameters:
  ///   - stored: the pixels in the file's own row and column order.
  ///   - storedWidth: the width in the file before any scaling, in the same order.
  ///   - storedHeight: the height likewise.
  init(
    stored: RGBImage, storedWidth: Int, storedHeight: Int, format: ImageFormat,
    orientation: Orientation
  ) {
    image = orientation == .up ? stored : stored.oriented(orientation)
    sourceWidth = orientation.swapsSides ? storedHeight : storedWidth
    sourceHeight = orientation.swapsSides ? storedWidth : storedHeight
    self.format = format
    self.orientation = orientation
  }
}
