import Dataset
import Files
import Foundation
import NeuralNetwork

/// A training in the middle, on disk: a safetensors file with the head, the optimiser's memory and
/// the best head so far, and in its metadata the identity and position of the training.
///
/// It is written in one step, so a killed process leaves the old checkpoint or the new one. A
/// fingerprint over everything tells a damaged file from a good one.
struct Checkpoint: Sendable, Equatable {
  var identity: TrainingIdentity
  var state: TrainingState

  static let metadataKey: StaticString = "lentigo.checkpoint"
  static let fingerprintKey: StaticString = "lentigo.fingerprint"
  static let format = 1

  /// The metadata beside the tensors.
  struct Header: Codable {
    var format: Int
    var identity: TrainingIdentity
    var inputCount: Int
    var completedEpochs: Int
    var completedBatches: Int
    var lossSum: Double
    var bestEpoch: Int?
    var bestValidationAUC: Double?
    var log: [EpochRecord]
  }

  /// Writes the checkpoint to `path` in one step.
  func write(to path: String) throws(TrainingError) {
    do {
      try AtomicFile.write(try serialized(), to: path)
    } catch {
      throw TrainingError(
        .unwritable,
        "The checkpoint \(path) could not be written; the one before, where there is one, is still "
          + "good.", cause: error)
    }
  }

  /// The checkpoint's bytes.
  func serialized() throws -> [UInt8] {
    let header = Header(
      format: Self.format, identity: identity, inputCount: state.head.layout.inputCount,
      completedEpochs: state.completedEpochs, completedBatches: state.completedBatches,
      lossSum: state.lossSum, bestEpoch: state.best?.epoch,
      bestValidationAUC: state.best?.validationAUC, log: state.log)
    let json = try JSONEncoder.canonical.encode(header)
    var fingerprint = Fingerprint()
    fingerprint.combine(json)
    var writer = SafetensorsWriter()
    for (prefix, values) in sections {
      fingerprint.combine(values)
      for tensor in state.head.layout.tensors {
        writer.add(
          name: prefix + tensor.name, shape: tensor.shape, floats: Array(values[tensor.range]))
      }
    }
    writer.setMetadata(Self.metadataKey, Array(json))
    writer.setMetadata(Self.fingerprintKey, Array(fingerprint.hexadecimal.utf8))
    return writer.serialized()
  }

  private var sections: [(prefix: String, values: [Float])] {
    [("", state.head.parameters), ("velocity.", state.velocity)]
      + (state.best.map { [("best.", $0.parameters)] } ?? [])
  }
}
