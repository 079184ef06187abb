import NeuralNetwork

/// Which tensor of a Keras file is which of a network's.
package struct KerasMatch {
  package let tensors: [(parameter: Parameter, tensor: KerasTensor)]
  /// How they were told apart.
  package let rule: WeightsIdentity.Rule

  /// Matches as Keras does, by the order of layers and of tensors within them, but first by name:
  /// files from versions that listed the layers otherwise are read rightly so.
  ///
  /// - Throws: `KerasMismatch` where a tensor is missing or has another shape.
  package init(_ contents: KerasContents, _ architecture: Architecture) throws(KerasMismatch) {
    let layers = KerasLayer.layers(of: architecture)
    switch contents {
    case .byKind(let kinds):
      tensors = try Self.match(layers, kinds)
      rule = .kind
    case .legacy(let found, let isOrdered):
      let parameters = layers.flatMap(\.parameters)
      let named = try Self.names(found, parameters)
      let missing = parameters.filter { named[$0.keras] == nil }
      if missing.isEmpty {
        var pairs: [(parameter: Parameter, tensor: KerasTensor)] = []
        for parameter in parameters {
          guard let index = named[parameter.keras] else { continue }
          pairs.append(try Self.pair(parameter, found[index]))
        }
        tensors = pairs
        rule = .name
      } else {
        guard isOrdered else {
          throw KerasMismatch(missing: missing, of: parameters.count)
        }
        tensors = try Self.match(parameters, found, named)
        rule = .order
      }
    }
  }

  /// The match, or why there is none.
  static func result(
    _ contents: KerasContents, _ architecture: Architecture
  ) -> Result<KerasMatch, KerasMismatch> {
    Result { () throws(KerasMismatch) in try KerasMatch(contents, architecture) }
  }

  /// The places in `found` of all parameters whose names are there.
  private static func names(
    _ found: [KerasTensor], _ parameters: [Parameter]
  ) throws(KerasMismatch) -> [String: Int] {
    let known = Set(parameters.map(\.keras))
    var places: [String: Int] = [:]
    for (index, tensor) in found.enumerated() {
      // The names of the groups around a layer may stand before its own.
      var rest = tensor.name[...]
      var name = KerasName.current(tensor.name)
      while !known.contains(name), let slash = rest.firstIndex(of: "/") {
        rest = rest[rest.index(after: slash)...]
        name = KerasName.current(String(rest))
      }
      guard known.contains(name) else { continue }
      if places.updateValue(index, forKey: name) != nil {
        throw KerasMismatch("the tensor '\(name)' is there twice")
      }
    }
    return places
  }

  private static func match(
    _ parameters: [Parameter], _ found: [KerasTensor], _ named: [String: Int]
  ) throws(KerasMismatch) -> [(parameter: Parameter, tensor: KerasTensor)] {
    guard found.count >= parameters.count else {
      throw KerasMismatch("there are \(found.count) tensors, at least \(parameters.count) expected")
    }
    var pairs: [(parameter: Parameter, tensor: KerasTensor)] = []
    for (index, parameter) in parameters.enumerated() {
      // Where the order and a name contradict each other neither can be trusted.
      if let place = named[parameter.keras], place != index {
        throw KerasMismatch("the tensor '\(found[place].name)' stands at another place")
      }
      pairs.append(try pair(parameter, found[index]))
    }
    return pairs
  }

  private static func match(
    _ layers: [KerasLayer], _ kinds: [String: [[KerasTensor]]]
  ) throws(KerasMismatch) -> [(parameter: Parameter, tensor: KerasTensor)] {
    var next: [String: Int] = [:]
    var pairs: [(parameter: Parameter, tensor: KerasTensor)] = []
    for layer in layers {
      let index = next[layer.kind, default: 0]
      next[layer.kind] = index + 1
      let found = kinds[layer.kind] ?? []
      guard index < found.count else {
        throw KerasMismatch(
          "there are \(found.count) layers of the kind \(layer.kind), and '\(layer.name)' is one "
            + "more")
      }
      guard found[index].count == layer.parameters.count else {
        throw KerasMismatch(
          "the layer '\(layer.name)' has \(found[index].count) tensors, expected "
            + "\(layer.parameters.count)")
      }
      for (parameter, tensor) in zip(layer.parameters, found[index]) {
        pairs.append(try pair(parameter, tensor))
      }
    }
    return pairs
  }

  private static func pair(
    _ parameter: Parameter, _ tensor: KerasTensor
  ) throws(KerasMismatch) -> (parameter: Parameter, tensor: KerasTensor) {
    guard tensor.shape == parameter.shape else {
      throw KerasMismatch(
        "the tensor '\(tensor.name)' has the shape \(tensor.shape), and \(parameter.shape) is "
          + "expected of '\(parameter.keras)'")
    }
    return (parameter, tensor)
  }
}
