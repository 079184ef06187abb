/// How pixels become the numbers a network was trained on: `value = pixel * scale + offset`, per
/// channel, with `pixel` in 0...255.
public struct PixelNormalization: Sendable, Equatable {
  /// Factor per channel, in the order of the network's input channels.
  public let scale: SIMD3<Float>
  /// Summand per channel, in the order of the network's input channels.
  public let offset: SIMD3<Float>
  /// Whether the network reads blue, green, red. `scale` and `offset` are then in that order too.
  public let reversesChannels: Bool

  public init(scale: SIMD3<Float>, offset: SIMD3<Float>, reversesChannels: Bool = false) {
    self.scale = scale
    self.offset = offset
    self.reversesChannels = reversesChannels
  }

  /// `(x / 255 - mean) / deviation` with ImageNet's means and deviations, as in torchvision.
  public static var imageNet: PixelNormalization {
    let mean = SIMD3<Float>(0.485, 0.456, 0.406)
    let deviation = SIMD3<Float>(0.229, 0.224, 0.225)
    return PixelNormalization(scale: 1 / (255 * deviation), offset: -mean / deviation)
  }

  /// `x` minus ImageNet's means, in the order blue, green, red: Caffe's way, as in Keras' VGG16 and
  /// ResNet50.
  public static var caffe: PixelNormalization {
    PixelNormalization(
      scale: SIMD3(repeating: 1), offset: SIMD3(-103.939, -116.779, -123.68),
      reversesChannels: true)
  }

  /// `x / 127.5 - 1`, so -1...1, as in Keras' MobileNets.
  public static var symmetric: PixelNormalization {
    PixelNormalization(
      scale: SIMD3(repeating: 1 / 127.5), offset: SIMD3(repeating: -1))
  }
}
