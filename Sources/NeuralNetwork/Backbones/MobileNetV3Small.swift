/// MobileNetV3-Small with width multiplier 1: Howard et al., 'Searching for MobileNetV3' (2019),
/// Table 2, without its classifier. 224x224x3 becomes 7x7x576 with 939,120 parameters.
enum MobileNetV3Small {
  static var backbone: Backbone {
    Backbone(
      name: "mobilenet-v3-small", origins: [.torchvision, .keras], blocks: blocks,
      // Both torchvision and Keras train this network with it.
      epsilon: { _ in 1e-3 }, names: { names(block: $0, origin: $1) },
      kerasNormalization: .symmetric)
  }

  private static var blocks: [Block] {
    [
      .convolution(kernel: 3, out: 16, stride: 2, .hardSwish),
      row(kernel: 3, expanded: 16, out: 16, squeeze: 8, .relu, stride: 2),
      row(kernel: 3, expanded: 72, out: 24, squeeze: nil, .relu, stride: 2),
      row(kernel: 3, expanded: 88, out: 24, squeeze: nil, .relu, stride: 1),
      row(kernel: 5, expanded: 96, out: 40, squeeze: 24, .hardSwish, stride: 2),
      row(kernel: 5, expanded: 240, out: 40, squeeze: 64, .hardSwish, stride: 1),
      row(kernel: 5, expanded: 240, out: 40, squeeze: 64, .hardSwish, stride: 1),
      row(kernel: 5, expanded: 120, out: 48, squeeze: 32, .hardSwish, stride: 1),
      row(kernel: 5, expanded: 144, out: 48, squeeze: 40, .hardSwish, stride: 1),
      row(kernel: 5, expanded: 288, out: 96, squeeze: 72, .hardSwish, stride: 2),
      row(kernel: 5, expanded: 576, out: 96, squeeze: 144, .hardSwish, stride: 1),
      row(kernel: 5, expanded: 576, out: 96, squeeze: 144, .hardSwish, stride: 1),
      .convolution(kernel: 1, out: 576, stride: 1, .hardSwish),
    ]
  }

  /// What the origin calls the convolutions of block `index`.
  private static func names(block index: Int, origin: WeightOrigin) -> BlockNames {
    switch origin {
    case .torchvision: torchvisionNames(block: index)
    case .keras: kerasNames(block: index)
    }
  }

  private static func row(
    kernel: Int, expanded: Int, out: Int, squeeze: Int?, _ activation: Activation, stride: Int
  ) -> Block {
    .invertedResidual(
      kernel: kernel, expanded: expanded, out: out, squeeze: squeeze, activation, stride: stride)
  }

  /// `features.0.0` for the stem; `features.1.block.0.0` for the first convolution of the first
  /// bottleneck. Bottlenecks number what they have, so roles move up where one is missing.
  private static func torchvisionNames(block index: Int) -> BlockNames {
    let block = [UInt8]("features.").appending(index)
    func pair(_ prefix: [UInt8]) -> BlockNames.Pair {
      BlockNames.Pair(
        convolution: prefix.appending(".0"), normalization: prefix.appending(".1"))
    }
    guard case .invertedResidual(_, _, _, let squeeze, _, _) = blocks[index] else {
      return BlockNames(spatial: pair(block))
    }
    var position = 0
    func next() -> [UInt8] {
      defer { position += 1 }
      return block.appending(".block.").appending(position)
    }
    // The first bottleneck has no expansion: 16 channels come in and 16 are wanted.
    var names = BlockNames()
    if index > 1 { names.entry = pair(next()) }
    names.spatial = pair(next())
    if squeeze != nil {
      let prefix = next()
      names.squeeze = prefix.appending(".fc1")
      names.excite = prefix.appending(".fc2")
    }
    names.project = pair(next())
    return names
  }

  /// Keras 3's layer names: `conv`, `expanded_conv_depthwise`, `expanded_conv_1_expand`, `conv_1`.
  private static func kerasNames(block index: Int) -> BlockNames {
    func pair(_ name: [UInt8]) -> BlockNames.Pair {
      BlockNames.Pair(convolution: name, normalization: name.appending("_bn"))
    }
    guard case .invertedResidual = blocks[index] else {
      return BlockNames(spatial: pair([UInt8](index == 0 ? "conv" : "conv_1")))
    }
    var prefix = [UInt8]("expanded_conv")
    if index > 1 { prefix = prefix.appending("_").appending(index - 1) }
    var names = BlockNames(spatial: pair(prefix.appending("_depthwise")))
    names.entry = pair(prefix.appending("_expand"))
    names.squeeze = prefix.appending("_squeeze_excite_conv")
    names.excite = prefix.appending("_squeeze_excite_conv_1")
    names.project = pair(prefix.appending("_project"))
    return names
  }
}
