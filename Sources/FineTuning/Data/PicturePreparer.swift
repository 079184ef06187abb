import LesionImage
import NeuralNetwork

/// One thread's means of turning decoded pixels into what the network reads.
///
/// Not for two threads at once.
final class PicturePreparer {
  private let width: Int
  private let height: Int
  private let normalization: PixelNormalization
  private let picture: UnsafeMutableBufferPointer<UInt8>

  init(width: Int, height: Int, normalization: PixelNormalization) {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    self.width = width
    self.height = height
    self.normalization = normalization
    picture = .allocate(capacity: 3 * width * height)
    picture.initialize(repeating: 0)
  }

  deinit { picture.deallocate() }

  /// Writes one picture's `3 * width * height` normalised values.
  ///
  /// - Parameters:
  ///   - pixels: interleaved RGB of the given size.
  ///   - augmentation: nil resizes the picture as it is resized in use.
  func prepare(
    _ pixels: UnsafeBufferPointer<UInt8>, width sourceWidth: Int, height sourceHeight: Int,
    augmentation: StrongAugmentation?, into row: UnsafeMutablePointer<Float>
  ) {
    guard let source = pixels.baseAddress, let target = picture.baseAddress else { return }
    if let augmentation {
      augmentation.apply(
        to: source, width: sourceWidth, height: sourceHeight, into: target, targetWidth: width,
        targetHeight: height)
      normalize(target, into: row)
    } else if (sourceWidth, sourceHeight) == (width, height) {
      normalize(source, into: row)
    } else {
      let image = RGBImage(width: sourceWidth, height: sourceHeight, pixels: Array(pixels))
      image.normalize(
        into: row, width: width, height: height, mode: .squash, scale: normalization.scale,
        offset: normalization.offset, reversesChannels: normalization.reversesChannels)
    }
  }

  private func normalize(
    _ pixels: UnsafePointer<UInt8>, into row: UnsafeMutablePointer<Float>
  ) {
    ImageKernels.best.normalize(
      pixels, count: width * height, scale: normalization.scale, offset: normalization.offset,
      reversesChannels: normalization.reversesChannels, into: row)
  }
}
