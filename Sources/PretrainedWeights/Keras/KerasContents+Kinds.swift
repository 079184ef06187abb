extension KerasContents {
  /// Names under which versions of Keras keep a model's layers.
  private static let containers = ["layers", "_layer_checkpoint_dependencies"]

  /// Reads the layout of Keras 3: `layers/conv2d_7/vars/0`, where the number behind the kind of the
  /// layer counts the model's layers of that kind. Nil where the group is not laid out so.
  ///
  /// A backbone within another model lies a level deeper (`layers/functional/layers/...`); the model
  /// with the most tensors is taken, because that is the backbone and not the head around it.
  static func byKind(in root: HDF5Group) throws(HDF5Problem) -> KerasContents? {
    var best: [String: [[KerasTensor]]] = [:]
    var waiting = [(model: root, depth: 0)]
    var (objects, tensorCount) = (0, 0)
    while let place = waiting.popLast() {
      guard let layers = try container(of: place.model) else { continue }
      var found: [(kind: String, index: Int, tensors: [KerasTensor])] = []
      for name in try layers.names() {
        objects += 1
        guard objects <= HDF5Limits.names else {
          throw HDF5Problem(.refused, "the layers of the file have no end")
        }
        guard let layer = try layers.group(name) else { continue }
        let (kind, index) = split(name)
        let tensors = try variables(of: layer)
        tensorCount += tensors.count
        guard tensorCount <= HDF5Limits.names else {
          throw HDF5Problem(.refused, "there are more than \(HDF5Limits.names) tensors")
        }
        if !tensors.isEmpty { found.append((kind: kind, index: index, tensors: tensors)) }
        if place.depth < 3 { waiting.append((model: layer, depth: place.depth + 1)) }
      }
      let kinds = Dictionary(grouping: found, by: \.kind).mapValues { layers in
        layers.sorted { $0.index < $1.index }.map(\.tensors)
      }
      if count(kinds) > count(best) { best = kinds }
    }
    return best.isEmpty ? nil : .byKind(best)
  }

  private static func count(_ kinds: [String: [[KerasTensor]]]) -> Int {
    kinds.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
  }

  private static func container(of model: HDF5Group) throws(HDF5Problem) -> HDF5Group? {
    for name in containers {
      if let group = try model.group(name) { return group }
    }
    return nil
  }

  /// `conv2d_7` is the kind `conv2d` and the index 7; `conv2d` itself is the first one.
  private static func split(_ name: String) -> (kind: String, index: Int) {
    guard let bar = name.lastIndex(of: "_"), let index = Int(name[name.index(after: bar)...]),
      index > 0
    else { return (kind: name, index: 0) }
    return (kind: String(name[..<bar]), index: index)
  }

  /// `vars/0`, `vars/1` and so on, as many as there are.
  private static func variables(of layer: HDF5Group) throws(HDF5Problem) -> [KerasTensor] {
    guard let variables = try layer.group("vars") else { return [] }
    var tensors: [KerasTensor] = []
    while tensors.count <= HDF5Limits.names,
      case .dataset(let dataset) = try variables.member(at: "\(tensors.count)")
    {
      tensors.append(KerasTensor(name: dataset.path, dataset: dataset))
    }
    return tensors
  }
}
