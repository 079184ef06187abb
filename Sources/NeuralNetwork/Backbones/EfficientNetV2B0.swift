#if !arch(wasm32)
  /// EfficientNetV2-B0: Tan and Le, 'EfficientNetV2: Smaller Models and Faster Training' (2021), in the
  /// size that Keras applications publishes, without its classifier. 224x224x3 becomes 7x7x1280 with
  /// 5,919,312 parameters.
  enum EfficientNetV2B0 {
    /// One row of the table: `count` blocks, the first of them with the stride.
    private struct Stage {
      let isFused: Bool
      /// Channels in the middle of a block, for each that comes in.
      let expansion: Int
      let out: Int
      let stride: Int
      let count: Int
    }

    private static var stages: [Stage] {
      [
        Stage(isFused: true, expansion: 1, out: 16, stride: 1, count: 1),
        Stage(isFused: true, expansion: 4, out: 32, stride: 2, count: 2),
        Stage(isFused: true, expansion: 4, out: 48, stride: 2, count: 2),
        Stage(isFused: false, expansion: 4, out: 96, stride: 2, count: 3),
        Stage(isFused: false, expansion: 6, out: 112, stride: 1, count: 5),
        Stage(isFused: false, expansion: 6, out: 192, stride: 2, count: 8),
      ]
    }

    /// Channels of the first convolution.
    private static var stem: Int { 32 }

    static var backbone: Backbone {
      Backbone(
        name: "efficientnetv2-b0", origins: [.keras], blocks: blocks, epsilon: { _ in 1e-3 },
        names: { block, _ in names(block: block) }, kerasNormalization: .imageNet,
        squeezeExciteFunctions: (.silu, .sigmoid))
    }

    private static var blocks: [Block] {
      var blocks: [Block] = [.convolution(kernel: 3, out: stem, stride: 2, .silu)]
      var channels = stem
      for stage in stages {
        for index in 0..<stage.count {
          blocks.append(block(of: stage, channels: channels, stride: index == 0 ? stage.stride : 1))
          channels = stage.out
        }
      }
      return blocks + [.convolution(kernel: 1, out: 1280, stride: 1, .silu)]
    }

    /// Blocks that are not fused squeeze to a quarter of what comes into the block, not of what it is
    /// expanded to.
    private static func block(of stage: Stage, channels: Int, stride: Int) -> Block {
      let expanded = channels * stage.expansion
      return stage.isFused
        ? .fusedInvertedResidual(
          kernel: 3, expanded: expanded, out: stage.out, .silu, stride: stride)
        : .invertedResidual(
          kernel: 3, expanded: expanded, out: stage.out, squeeze: channels / 4, .silu,
          stride: stride)
    }

    /// Keras' layer names: `stem_conv`, `block2a_expand_conv`, `block4b_dwconv2`, `top_conv`; blocks of
    /// a stage count in letters. No other framework of ours has weights.
    private static func names(block index: Int) -> BlockNames {
      guard let (stage, position) = BlockNames.place(of: index - 1, in: stages.map { $0.count })
      else {
        return BlockNames(
          spatial: index == 0
            ? BlockNames.Pair("stem_conv", "stem_bn") : BlockNames.Pair("top_conv", "top_bn"))
      }
      let letter = UInt8(ascii: "a") + UInt8(truncatingIfNeeded: position)
      let prefix = [UInt8]("block").appending(stage + 1) + [letter, UInt8(ascii: "_")]
      let expand = BlockNames.Pair("expand_conv", "expand_bn", prefix)
      let project = BlockNames.Pair("project_conv", "project_bn", prefix)
      guard !stages[stage].isFused else { return BlockNames(spatial: expand, project: project) }
      return BlockNames(
        entry: expand, spatial: BlockNames.Pair("dwconv2", "bn", prefix),
        squeeze: prefix.appending("se_reduce"), excite: prefix.appending("se_expand"),
        project: project)
    }
  }
#endif
