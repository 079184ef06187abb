import NeuralNetwork

/// Whether a safetensors file holds a whole backbone.
enum SafetensorsMatch {
  /// What the file is for this network, or nil where something is missing.
  static func identity(of file: Safetensors, for architecture: Architecture) -> WeightsIdentity? {
    for origin in architecture.origins {
      let network = Network.backbone(architecture, origin: origin)
      if flaw(of: file, for: network) != nil { continue }
      return WeightsIdentity(
        architecture: architecture, origin: origin, container: .safetensors, rule: .name,
        tensorCount: network.parameters(in: file).count,
        hasHead: flaw(of: file, for: .classifier(architecture, origin: origin)) == nil)
    }
    return nil
  }

  /// The first flaw under the origin whose names fit best; nil where the backbone is complete.
  static func flaw(of file: Safetensors, for architecture: Architecture) -> WeightsError? {
    let networks = architecture.origins.map { Network.backbone(architecture, origin: $0) }
    let best = networks.max { known($0, in: file) < known($1, in: file) }
    return best.flatMap { flaw(of: file, for: $0) }
  }

  private static func known(_ network: Network, in file: Safetensors) -> Int {
    network.parameters.count { file.tensor(named: $0.name) != nil }
  }

  private static func flaw(of file: Safetensors, for network: Network) -> WeightsError? {
    for parameter in network.parameters(in: file) {
      guard let tensor = file.tensor(named: parameter.name) else {
        return .missingTensor(name: parameter.name, expected: parameter.shape)
      }
      guard tensor.shape == parameter.shape else {
        return .wrongShape(name: parameter.name, expected: parameter.shape, found: tensor.shape)
      }
      guard [.f32, .f16, .bf16].contains(tensor.elementType) else {
        return .wrongElementType(name: parameter.name, found: tensor.elementType)
      }
    }
    return nil
  }
}
