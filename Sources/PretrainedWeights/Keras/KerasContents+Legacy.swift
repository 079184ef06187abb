extension KerasContents {
  /// Reads the legacy layout under `group`: its attribute `layer_names` lists the layers, each of
  /// which is a group whose attribute `weight_names` lists the ways to its datasets. Nil where the
  /// group is not laid out so.
  static func legacy(in group: HDF5Group) throws(HDF5Problem) -> KerasContents? {
    switch try group.nameList("layer_names") {
    case .absent: return nil
    case .variable: return .legacy(try search(group), isOrdered: false)
    case .names(let layers):
      var tensors: [KerasTensor] = []
      for layer in layers {
        guard case .group(let members) = try group.member(at: layer) else {
          throw HDF5Problem(.damaged, "the layer '\(layer)' is listed and is not there")
        }
        switch try members.nameList("weight_names") {
        case .absent:
          throw HDF5Problem(.damaged, "the layer '\(layer)' has no list 'weight_names'")
        case .variable: return .legacy(try search(group), isOrdered: false)
        case .names(let names):
          for name in names { tensors.append(try tensor(name, in: members, of: layer)) }
        }
        guard tensors.count <= HDF5Limits.names else {
          throw HDF5Problem(.refused, "there are more than \(HDF5Limits.names) tensors")
        }
      }
      return .legacy(tensors, isOrdered: true)
    }
  }

  private static func tensor(
    _ name: String, in members: HDF5Group, of layer: String
  ) throws(HDF5Problem) -> KerasTensor {
    guard case .dataset(let dataset) = try members.member(at: name) else {
      throw HDF5Problem(
        .damaged, "the tensor '\(name)' of the layer '\(layer)' is listed and is not there")
    }
    // Keras 1 put no layer before the name: `block1_conv1_W_1:0`.
    return KerasTensor(name: name.contains("/") ? name : "\(layer)/\(name)", dataset: dataset)
  }

  /// Every dataset below `group`, named by the way to it; their order says nothing.
  private static func search(_ group: HDF5Group) throws(HDF5Problem) -> [KerasTensor] {
    var tensors: [KerasTensor] = []
    var waiting = [(group: group, way: "", depth: 0)]
    var objects = 0
    while let place = waiting.popLast() {
      for name in try place.group.names() {
        objects += 1
        guard objects <= HDF5Limits.objects, place.depth < HDF5Limits.depth else {
          throw HDF5Problem(.refused, "the groups below '\(group.path)' have no end")
        }
        let way = place.way.isEmpty ? name : "\(place.way)/\(name)"
        switch try place.group.member(at: name) {
        case .group(let next): waiting.append((group: next, way: way, depth: place.depth + 1))
        case .dataset(let dataset): tensors.append(KerasTensor(name: way, dataset: dataset))
        case nil: break
        }
      }
    }
    return tensors
  }
}
