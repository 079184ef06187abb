/// Where the values and the weights of a classifier's head lie: of `Head`'s pooling and its two dense
/// layers, in 32-bit floats.
struct ClassifierHead {
  /// The backbone's last feature map, and its place in the arena in floats.
  let featureShape: Shape
  let features: Int
  /// The largest features of its windows.
  let pooledShape: Shape
  let pooled: Int
  /// Hidden units behind their activation.
  let hiddenCount: Int
  let hidden: Int
  /// Where the weights from pooled features to hidden units begin, and those to the logit.
  let hiddenWeights: Int
  let outputWeights: Int

  /// - Parameter steps: a classifier's, placed and packed: the last three are the head's.
  init(_ steps: [Step]) {
    let last = steps.count - 1
    featureShape = steps[last - 2].inputShape
    features = steps[last - 2].input
    pooledShape = steps[last - 2].outputShape
    pooled = steps[last - 1].input
    hiddenCount = steps[last].inputShape.count
    hidden = steps[last].input
    hiddenWeights = steps[last - 1].weights
    outputWeights = steps[last].weights
  }
}
