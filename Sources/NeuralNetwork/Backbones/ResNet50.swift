#if !arch(wasm32)
  /// ResNet50: He et al., 'Deep Residual Learning for Image Recognition' (2015), Table 1, without its
  /// classifier. 224x224x3 becomes 7x7x2048.
  ///
  /// 23,587,712 parameters with Keras, whose convolutions have a bias in front of batch norm;
  /// 23,561,152 with torchvision, where they have none.
  enum ResNet50 {
    /// One row of the table's lower part: bottlenecks with the same channels.
    private struct Stage {
      let width: Int
      let out: Int
      let stride: Int
      let count: Int
    }

    private static var stages: [Stage] {
      [
        Stage(width: 64, out: 256, stride: 1, count: 3),
        Stage(width: 128, out: 512, stride: 2, count: 4),
        Stage(width: 256, out: 1024, stride: 2, count: 6),
        Stage(width: 512, out: 2048, stride: 2, count: 3),
      ]
    }

    static var backbone: Backbone {
      Backbone(
        name: "resnet50", origins: [.torchvision, .keras], blocks: blocks,
        epsilon: { $0 == .keras ? 1.001e-5 : 1e-5 }, names: { names(block: $0, origin: $1) },
        kerasNormalization: .caffe, kerasAddsBiasBeforeNormalization: true, padsSymmetrically: true)
    }

    private static var blocks: [Block] {
      var blocks: [Block] = [
        .convolution(kernel: 7, out: 64, stride: 2, .relu),
        .maxPooling(window: 3, stride: 2, padding: 1),
      ]
      for stage in stages {
        for index in 0..<stage.count {
          // The first bottleneck of a stage makes the image smaller.
          let stride = index == 0 ? stage.stride : 1
          blocks.append(.bottleneck(width: stage.width, out: stage.out, stride: stride))
        }
      }
      return blocks
    }

    /// torchvision: `conv1` and `bn1`, then `layer1.0.conv1` and `layer1.0.downsample.0`. Keras:
    /// `conv1_conv` and `conv1_bn`, then `conv2_block1_1_conv`; its shortcuts carry the number 0.
    private static func names(block index: Int, origin: WeightOrigin) -> BlockNames {
      guard let (stage, position) = BlockNames.place(of: index - 2, in: stages.map { $0.count })
      else {
        return switch origin {
        case .torchvision: BlockNames(spatial: BlockNames.Pair("conv1", "bn1"))
        case .keras: BlockNames(spatial: BlockNames.Pair("conv1_conv", "conv1_bn"))
        }
      }
      switch origin {
      case .torchvision:
        let prefix = [UInt8]("layer").appending(stage + 1).appending(".").appending(position)
        return BlockNames(
          entry: BlockNames.Pair(".conv1", ".bn1", prefix),
          spatial: BlockNames.Pair(".conv2", ".bn2", prefix),
          project: BlockNames.Pair(".conv3", ".bn3", prefix),
          shortcut: BlockNames.Pair(".downsample.0", ".downsample.1", prefix))
      case .keras:
        let prefix = [UInt8]("conv").appending(stage + 2).appending("_block").appending(
          position + 1)
        return BlockNames(
          entry: BlockNames.Pair("_1_conv", "_1_bn", prefix),
          spatial: BlockNames.Pair("_2_conv", "_2_bn", prefix),
          project: BlockNames.Pair("_3_conv", "_3_bn", prefix),
          shortcut: BlockNames.Pair("_0_conv", "_0_bn", prefix))
      }
    }
  }
#endif
