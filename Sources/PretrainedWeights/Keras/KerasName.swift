/// Names of the same tensor in files of different versions of Keras, brought to today's.
enum KerasName {
  /// Today's name of a tensor, or as near as it comes:
  ///
  /// - `Conv/kernel:0` is `conv/kernel`; `expanded_conv/depthwise/BatchNorm/gamma:0` is
  ///   `expanded_conv_depthwise_bn/gamma` (MobileNetV3 of TensorFlow 2);
  /// - `block2b_dwconv2/depthwise_kernel:0` is `block2b_dwconv2/kernel`;
  /// - `res2a_branch1/res2a_branch1_W:0` is `conv2_block1_0_conv/kernel` (ResNet50 before 2019).
  static func current(_ name: String) -> String {
    var parts = name.split(separator: "/").map(String.init)
    guard var variable = parts.popLast() else { return name }
    if let colon = variable.lastIndex(of: ":") { variable = String(variable[..<colon]) }
    // `block1_conv1_W_1` repeats the layer's name (Keras 1).
    if let layer = parts.last, variable.hasPrefix(layer + "_") {
      variable = String(variable.dropFirst(layer.count + 1))
    }
    variable = variables[variable] ?? variable
    if parts.last == "BatchNorm" {
      parts.removeLast()
      parts.append("\(parts.popLast() ?? "")_bn")
    }
    let layer = parts.joined(separator: "_").lowercased()
    return "\(residual(layer) ?? layer)/\(variable)"
  }

  private static let variables = [
    "depthwise_kernel": "kernel", "W": "kernel", "b": "bias", "W_1": "kernel", "b_1": "bias",
    "running_mean": "moving_mean", "running_std": "moving_variance",
  ]

  /// `bn3d_branch2c` is `conv3_block4_3_bn`.
  private static func residual(_ layer: String) -> String? {
    if layer == "conv1" { return "conv1_conv" }
    if layer == "bn_conv1" { return "conv1_bn" }
    guard let match = layer.wholeMatch(of: /(res|bn)([2-5])([a-f])_branch(1|2a|2b|2c)/),
      let letter = match.3.utf8.first
    else { return nil }
    let kind = match.1 == "res" ? "conv" : "bn"
    let places = ["1": 0, "2a": 1, "2b": 2, "2c": 3]
    let block = letter - UInt8(ascii: "a") + 1
    return "conv\(match.2)_block\(block)_\(places[String(match.4)] ?? 0)_\(kind)"
  }
}
