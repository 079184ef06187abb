/// Weights made from nothing but tensor names: the same numbers as `Tools/make_network_goldens.py`
/// gave to the frameworks.
package enum GeneratedWeights {
  /// `count` numbers in 0..<1: SplitMix64 seeded with the name's 64-bit FNV-1a hash.
  package static func uniform(_ name: some Sequence<UInt8>, count: Int) -> [Float] {
    var seed: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (1...UInt64(count)).map { index in
      var z = seed &+ index &* 0x9e37_79b9_7f4a_7c15
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Float((z ^ (z >> 31)) >> 40) * 0x1p-24
    }
  }

  /// An image of `count` numbers in -1..<1.
  package static func image(count: Int) -> [Float] {
    uniform("image".utf8, count: count).map { $0 * 2 - 1 }
  }

  /// Scales and variances lie in .5 to 1.5; kernels within the square root of 6 / fan-in,
  /// EfficientNetV2's `project_conv` within half of it; everything else within .25 of zero.
  package static func floats(_ parameter: Parameter) -> [Float] {
    let name = parameter.name
    let numbers = uniform(name, count: parameter.count)
    if let fanIn = fanIn(name, parameter.shape) {
      var bound = Float((6 / Double(fanIn)).squareRoot())
      if ends(name, with: "project_conv/kernel") { bound /= 2 }
      return numbers.map { ($0 * 2 - 1) * bound }
    }
    let scales: [StaticString] = ["/gamma", "/moving_variance", ".running_var", ".weight"]
    let isScale = scales.contains { ends(name, with: $0) }
    return numbers.map { isScale ? $0 + 0.5 : $0 * 0.5 - 0.25 }
  }

  private static func fanIn(_ name: [UInt8], _ shape: [Int]) -> Int? {
    if shape.count == 2 { return shape[0] }
    guard shape.count == 4 else { return nil }
    if ends(name, with: ".weight") { return shape[1] * shape[2] * shape[3] }
    // One output per input: a depthwise kernel.
    return shape[3] == 1
      ? shape[0] * shape[1] : shape[0] * shape[1] * shape[2]
  }

  private static func ends(_ name: [UInt8], with suffix: StaticString) -> Bool {
    suffix.matches(name.suffix(suffix.utf8CodeUnitCount))
  }

  /// A file with every tensor of a network; `edit` may change, add or drop some.
  package static func file(
    for network: Network,
    edit: (inout [(parameter: Parameter, floats: [Float])]) -> Void = { _ in }
  ) throws(SafetensorsError) -> Safetensors {
    var tensors = network.parameters.map { (parameter: $0, floats: floats($0)) }
    edit(&tensors)
    var writer = SafetensorsWriter()
    for tensor in tensors {
      writer.add(
        name: tensor.parameter.name, shape: tensor.parameter.shape, floats: tensor.floats)
    }
    return try Safetensors(writer.serialized())
  }
}
