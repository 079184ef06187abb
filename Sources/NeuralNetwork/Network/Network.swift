/// A network as a value: the rows of its table and the layers they expand to.
///
/// The engine, the parameter count, the trainers and the exporters all read this one description.
public struct Network: Sendable {
  public let architecture: Architecture
  /// Where the weights come from: names, padding and pixel normalisation follow from it.
  public let origin: WeightOrigin
  /// Columns of the input image: 224, for which the published weights were trained.
  public let inputWidth: Int
  /// Rows of the input image: 224.
  public let inputHeight: Int
  /// How pixels in 0...255 become the input.
  public let normalization: PixelNormalization
  /// The rows of the table, backbone first.
  public let blocks: [Block]
  /// The primitive layers, in the order of execution.
  public let layers: [Layer]

  private init(
    _ architecture: Architecture, origin: WeightOrigin, height: Int = 224, width: Int = 224,
    head: [Block]
  ) {
    self.architecture = architecture
    self.origin = origin
    inputWidth = width
    inputHeight = height
    let backbone = architecture.backbone
    normalization = backbone.normalization(origin: origin)
    blocks = backbone.blocks + head
    var builder = LayerBuilder(
      backbone, origin: origin,
      input: Shape(height: inputHeight, width: inputWidth, channels: 3))
    for (index, block) in backbone.blocks.enumerated() {
      builder.append(block, names: backbone.names(index, origin))
    }
    for block in head { builder.append(block, names: BlockNames()) }
    layers = builder.layers
  }

  /// The feature extractor alone: 224x224x3 to 7x7xC, in the order row, column, channel.
  public static func backbone(_ architecture: Architecture, origin: WeightOrigin) -> Network {
    Network(architecture, origin: origin, head: [])
  }

  /// The feature extractor on images of another size, at least 32 x 32: the same tensors, other
  /// shapes in between. For tests, which cannot take the seconds that the
  /// scalar reference needs for 224 x 224 pixels.
  package static func backbone(
    _ architecture: Architecture, origin: WeightOrigin, height: Int, width: Int
  ) -> Network {
    Network(architecture, origin: origin, height: height, width: width, head: [])
  }

  /// The paper's classifier on images of another size, at least 64 x 64: the backbone's tensors are the
  /// same, the head's first kernel has other inputs. For tests and for fine-tuning at another size.
  package static func classifier(
    _ architecture: Architecture, origin: WeightOrigin, height: Int, width: Int
  ) -> Network {
    Network(
      architecture, origin: origin, height: height, width: width,
      head: Head.pooling + Head.classifier)
  }

  /// Backbone, 2x2 max pooling and flattening: what the paper's head is trained on.
  ///
  /// 9C values in the order row, column, channel: 5184 for MobileNetV3-Small, 11520 for
  /// EfficientNetV2-B0, 18432 for ResNet50, 4608 for VGG16.
  public static func pooledFeatures(_ architecture: Architecture, origin: WeightOrigin) -> Network {
    Network(architecture, origin: origin, head: Head.pooling)
  }

  /// The paper's classifier: `pooledFeatures`, 128 units with ReLU, one logit (no sigmoid).
  public static func classifier(_ architecture: Architecture, origin: WeightOrigin) -> Network {
    Network(architecture, origin: origin, head: Head.pooling + Head.classifier)
  }

  /// The shape of the input image.
  public var inputShape: Shape { Shape(height: inputHeight, width: inputWidth, channels: 3) }

  /// The shape of what comes out.
  public var outputShape: Shape { layers.last?.outputShape ?? inputShape }

  /// The count of values that come out for one image.
  public var outputCount: Int { outputShape.count }

  /// Every tensor the weights must supply, in the order of execution, batch norm unfolded.
  public var parameters: [Parameter] { layers.flatMap { $0.parameters } }

  /// The count of numbers in all tensors, counted as Keras counts: batch norm has four per channel.
  ///
  /// The classifiers' counts are those of the paper's Table 2: 1,602,929 for MobileNetV3-Small,
  /// 7,394,129 for EfficientNetV2-B0, 25,947,265 for ResNet50 and 15,304,769 for VGG16.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Multiplications, each with its addition, for one image.
  public var multiplyAdds: Int { layers.reduce(0) { $0 + $1.multiplyAdds } }
}
