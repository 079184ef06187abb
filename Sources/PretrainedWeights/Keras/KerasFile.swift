import NeuralNetwork

/// An HDF5 file as Keras writes them.
package enum KerasFile {
  /// What the file is for a network, or why it is nothing.
  typealias Fit = (architecture: Architecture, fit: Result<WeightsIdentity, KerasMismatch>)

  /// The first bytes of every HDF5 file.
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The layout of the file and, for each network that was asked for, what is wrong with it or how
  /// it fits; no numbers are read.
  static func identify(
    _ path: String, among architectures: [Architecture]
  ) throws(HDF5Problem) -> [Fit] {
    let contents = try contents(of: path)
    return architectures.map { architecture in
      let fit = KerasMatch.result(contents, architecture).map { match in
        WeightsIdentity(
          architecture: architecture, origin: .keras, container: contents.container,
          rule: match.rule, tensorCount: match.tensors.count)
      }
      return (architecture, fit)
    }
  }

  /// The tensors of a network, under its names.
  static func read(
    _ path: String, for architecture: Architecture
  ) throws(HDF5Problem) -> Result<SafetensorsWriter, KerasMismatch> {
    let contents = try contents(of: path)
    let match: KerasMatch
    switch KerasMatch.result(contents, architecture) {
    case .success(let found): match = found
    case .failure(let mismatch): return .failure(mismatch)
    }
    var writer = SafetensorsWriter()
    for (parameter, tensor) in match.tensors {
      writer.add(
        name: parameter.name, shape: parameter.shape, floats: try tensor.floats(parameter.shape))
    }
    return .success(writer)
  }

  /// Every tensor of the file, in the order of its lists, or of the kinds of its layers.
  package static func tensors(_ path: String) throws(HDF5Problem) -> [KerasTensor] {
    switch try contents(of: path) {
    case .legacy(let tensors, _): return tensors
    case .byKind(let kinds):
      return kinds.sorted { $0.key < $1.key }.flatMap { $0.value.flatMap { $0 } }
    }
  }

  private static func contents(of path: String) throws(HDF5Problem) -> KerasContents {
    let root = try HDF5Group.root(ofFile: path)
    if let contents = try KerasContents.legacy(in: root) { return contents }
    if let model = try root.group("model_weights"),
      let contents = try KerasContents.legacy(in: model)
    {
      return contents
    }
    if let contents = try KerasContents.byKind(in: root) { return contents }
    throw HDF5Problem(
      .damaged, "it has neither a list 'layer_names' nor a group 'layers', as Keras writes them")
  }
}

extension KerasContents {
  fileprivate var container: WeightsIdentity.Container {
    switch self {
    case .legacy: .kerasLegacy
    case .byKind: .keras3
    }
  }
}
