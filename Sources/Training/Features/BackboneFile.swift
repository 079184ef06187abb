import Dataset
import Files
import NeuralNetwork
import PretrainedWeights

/// A pretrained backbone's tensors, with the names they came with.
package struct BackboneFile: Sendable {
  package let path: String
  package let tensors: Safetensors
  package let origin: WeightOrigin
  package let network: Network

  /// Reads the file and finds out its origin by the names of its tensors.
  ///
  /// - Throws: `TrainingError` with the code `unusableBackbone`.
  package init(path: String, architecture: Architecture) throws(TrainingError) {
    let file: Safetensors
    do {
      file = try WeightsFile.read(path, for: architecture)
    } catch {
      throw TrainingError(
        .unusableBackbone,
        "The backbone's weights \(path) cannot be used: name another file with --backbone-weights.",
        cause: error)
    }
    let candidates = architecture.origins.map { origin in
      let parameters = Network.backbone(architecture, origin: origin).parameters
      return (origin: origin, known: parameters.count { file.tensor(named: $0.name) != nil })
    }
    guard let best = candidates.max(by: { $0.known < $1.known }), best.known > 0 else {
      throw TrainingError(
        .unusableBackbone,
        "\(path) has none of the tensors of \(architecture) under the names of "
          + "\(architecture.origins.map { "\($0)" }.joined(separator: " or ")): name another file "
          + "with --backbone-weights.")
    }
    self.path = path
    tensors = file
    origin = best.origin
    network = .pooledFeatures(architecture, origin: best.origin)
  }

  /// Prepares the frozen backbone for running.
  ///
  /// - Throws: `TrainingError` where a tensor is missing or misshapen.
  func plan(_ instructionSet: InstructionSet) throws(TrainingError) -> ExecutionPlan {
    do {
      return try ExecutionPlan(network, weights: tensors, instructionSet: instructionSet)
    } catch {
      throw TrainingError(
        .unusableBackbone, "The weights \(path) do not fit \(network.architecture).", cause: error)
    }
  }

  /// The tensors that belong to the backbone, in the order of the file; a classifier on top, or
  /// counters of batches, are left behind.
  ///
  /// A tensor belongs where its name without the last part is that of one of the network's: so the
  /// bias into which batch norm was folded comes along.
  package var backboneTensors: [ModelTensor] {
    let owners = Set(network.parameters.map { Self.owner(of: $0.name) })
    return tensors.tensors.compactMap { tensor in
      guard owners.contains(Self.owner(of: tensor.name)),
        let floats = tensors.floats(named: tensor.name)
      else { return nil }
      return ModelTensor(name: tensor.name, shape: tensor.shape, floats: floats)
    }
  }

  /// Fingerprint of the backbone's names and values.
  package var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for tensor in backboneTensors {
      fingerprint.combine(tensor.name)
      fingerprint.combine(tensor.floats)
    }
    return fingerprint
  }

  /// What the file has seen where it is a model that `lentigo train` wrote; nil for a pretrained
  /// backbone, which names no images.
  package var provenance: ModelProvenance? { try? ModelProvenance(tensors) }

  /// Whether a model file has this backbone, to the bit.
  func isContained(in model: Safetensors) -> Bool {
    backboneTensors.allSatisfy { model.floats(named: $0.name) == $0.floats }
  }

  /// A name up to its last `.` or `/`.
  private static func owner(of name: [UInt8]) -> [UInt8] {
    let end = name.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    return Array(name[..<(end ?? name.startIndex)])
  }
}
