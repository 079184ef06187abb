import LesionImage
import NeuralNetwork

/// One thread's means of turning decoded pixels into what the head reads: the engine's arena and
/// a picture to augment into.
///
/// Not for two threads at once.
final class FeatureExtractor {
  private let session: InferenceSession
  private let normalization: PixelNormalization
  private let width: Int
  private let height: Int

  /// - Parameter plan: of a `Network.pooledFeatures`.
  init(_ plan: ExecutionPlan) {
    session = InferenceSession(plan)
    normalization = plan.network.normalization
    width = plan.network.inputWidth
    height = plan.network.inputHeight
  }

  /// Writes the features of one picture.
  ///
  /// - Parameters:
  ///   - pixels: interleaved RGB at the network's input size.
  ///   - augmentation: applied first, where there is one.
  ///   - row: room for the network's outputs.
  func extract(
    _ pixels: UnsafeBufferPointer<UInt8>, augmentation: Augmentation?,
    into row: UnsafeMutablePointer<Float>
  ) {
    var picture = RGBImage(width: width, height: height, pixels: Array(pixels))
    if let augmentation { picture = augmentation.apply(to: picture) }
    guard let input = session.input.baseAddress else { return }
    picture.normalize(
      into: input, scale: normalization.scale, offset: normalization.offset,
      reversesChannels: normalization.reversesChannels)
    let features = session.run()
    guard let first = features.baseAddress else { return }
    row.update(from: first, count: features.count)
  }
}
