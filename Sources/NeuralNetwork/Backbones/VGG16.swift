/// VGG16: Simonyan and Zisserman, 'Very Deep Convolutional Networks for Large-Scale Image
/// Recognition' (2014), Table 1, column D, without its classifier. 224x224x3 becomes 7x7x512 with
/// 14,714,688 parameters. No batch norm.
enum VGG16 {
  static var backbone: Backbone {
    Backbone(
      name: "vgg16", origins: [.torchvision, .keras], blocks: blocks, epsilon: { _ in 0 },
      names: { names(block: $0, origin: $1) }, kerasNormalization: .caffe)
  }

  private static var blocks: [Block] {
    [
      row(out: 64),
      row(out: 64),
      .maxPooling(window: 2, stride: 2),
      row(out: 128),
      row(out: 128),
      .maxPooling(window: 2, stride: 2),
      row(out: 256),
      row(out: 256),
      row(out: 256),
      .maxPooling(window: 2, stride: 2),
      row(out: 512),
      row(out: 512),
      row(out: 512),
      .maxPooling(window: 2, stride: 2),
      row(out: 512),
      row(out: 512),
      row(out: 512),
      .maxPooling(window: 2, stride: 2),
    ]
  }

  private static func row(out: Int) -> Block {
    .convolution(kernel: 3, out: out, stride: 1, .relu)
  }

  /// torchvision counts every step, activations too: `features.0`, `features.2`, then `features.5`
  /// behind the pooling. Keras: `block1_conv1`, `block1_conv2`, then `block2_conv1`.
  private static func names(block index: Int, origin: WeightOrigin) -> BlockNames {
    var (step, stage, position) = (0, 1, 1)
    for block in blocks.prefix(index) {
      if case .maxPooling = block {
        (step, stage, position) = (step + 1, stage + 1, 1)
      } else {
        (step, position) = (step + 2, position + 1)
      }
    }
    let name =
      switch origin {
      case .torchvision: [UInt8]("features.").appending(step)
      case .keras:
        [UInt8]("block").appending(stage).appending("_conv").appending(position)
      }
    return BlockNames(spatial: BlockNames.Pair(convolution: name, normalization: nil))
  }
}
