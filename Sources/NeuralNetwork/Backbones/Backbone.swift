/// A backbone's table and what else it takes to make a network of it.
struct Backbone: Sendable {
  /// In ASCII, as in `--backbone` and in a model file.
  let name: StaticString
  /// The frameworks that have pretrained weights of it.
  let origins: [WeightOrigin]
  /// The rows of the table, without a classifier.
  let blocks: [Block]
  /// Batch norm's epsilon by origin; 0 where there is no batch norm.
  let epsilon: @Sendable (WeightOrigin) -> Float
  /// What an origin calls the convolutions of a row.
  let names: @Sendable (_ block: Int, WeightOrigin) -> BlockNames
  /// How Keras' weights expect pixels to be scaled; torchvision's are alike for all.
  let kerasNormalization: PixelNormalization
  /// Whether Keras' convolutions add a bias in front of batch norm, which could do without.
  var kerasAddsBiasBeforeNormalization = false
  /// Whether even Keras pads both sides alike, with layers of their own.
  var padsSymmetrically = false
  /// The functions of squeeze-and-excite: between its two dense steps, and for the factors.
  var squeezeExciteFunctions: (inner: Activation, gate: Activation) = (.relu, .hardSigmoid)
}

extension Backbone {
  /// How an origin names and orders tensors.
  func naming(origin: WeightOrigin) -> WeightNaming {
    WeightNaming(
      origin: origin, epsilon: epsilon(origin),
      addsBiasBeforeNormalization: origin == .keras && kerasAddsBiasBeforeNormalization)
  }

  /// How the origin's weights expect pixels to be scaled.
  func normalization(origin: WeightOrigin) -> PixelNormalization {
    origin == .torchvision ? .imageNet : kerasNormalization
  }
}
