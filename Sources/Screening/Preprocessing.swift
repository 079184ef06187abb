import LesionImage
import NeuralNetwork

/// How an upright picture becomes the network's input; stored in the model file, so that a model
/// sees everywhere what it saw in training.
public struct Preprocessing: Sendable, Equatable {
  /// Columns of the network's input.
  public let width: Int
  /// Rows of the network's input.
  public let height: Int
  /// What becomes of the picture's proportions.
  public let mode: ResizeMode
  /// How pixels become numbers; follows from the weights' origin.
  public let normalization: PixelNormalization

  /// - Precondition: both sides are at least 1.
  public init(width: Int, height: Int, mode: ResizeMode, normalization: PixelNormalization) {
    precondition(width > 0 && height > 0, "the network's input has at least one pixel")
    self.width = width
    self.height = height
    self.mode = mode
    self.normalization = normalization
  }

  /// `RGBImage.minimumSide` for this input: photographs are decoded with it. A browser hands over
  /// pixels at full size instead; its difference is known.
  public var minimumSide: Int { RGBImage.minimumSide(width: width, height: height) }

  /// The count of numbers that `prepare` writes.
  public var valueCount: Int { 3 * width * height }

  /// Resizes and normalises `image` into `target`, in the order row, column, channel.
  ///
  /// - Parameter target: room for `valueCount` numbers.
  public func prepare(_ image: RGBImage, into target: UnsafeMutablePointer<Float>) {
    image.withView { prepare($0, into: target) }
  }

  /// As above, for a picture that lies elsewhere.
  public func prepare(_ picture: PictureView, into target: UnsafeMutablePointer<Float>) {
    picture.normalize(
      into: target, width: width, height: height, mode: mode, scale: normalization.scale,
      offset: normalization.offset, reversesChannels: normalization.reversesChannels)
  }
}
