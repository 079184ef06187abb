/// What a classifier puts out for N images: fp32, whatever the layers were computed in.
public struct NetworkOutput {
  /// One for each image: [N].
  public let logits: Tensor
  /// The head's hidden units behind their ReLU, before dropout: [N, 128].
  public let hidden: Tensor
  /// The means of the backbone's feature maps: [N, C].
  public let pooled: Tensor
}
