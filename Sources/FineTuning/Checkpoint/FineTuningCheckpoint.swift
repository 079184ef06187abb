import Files
import Foundation
import NeuralNetwork
import TorchBackend
import Training

/// A fine-tuning in the middle, on disk: a safetensors file with all tensors that a step changes, and
/// in its metadata the identity and position of the training.
///
/// It is written in one step, so a killed process leaves the old checkpoint or the new one. A
/// fingerprint over everything tells a damaged file from a good one.
struct FineTuningCheckpoint: Sendable {
  var identity: FineTuningIdentity
  var state: FineTuningState
  var network: NetworkSnapshot

  static let metadataKey: StaticString = "lentigo.finetuning"
  static let fingerprintKey: StaticString = "lentigo.fingerprint"
  static let format = 1

  /// The metadata beside the tensors.
  struct Header: Codable {
    var format: Int
    var identity: FineTuningIdentity
    var completedEpochs: Int
    var completedBatches: Int
    var lossSum: Double
    var bestEpoch: Int?
    var bestValidationAUC: Double?
    /// The names of the classifier's tensors, in its order.
    var names: [String]
    var log: [EpochRecord]
  }

  /// A list of tensors and what stands before their names.
  enum Section: String, CaseIterable {
    case weights, average, best, diagnosis
    case firstMoments = "first_moments"
    case secondMoments = "second_moments"
    case steps
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
      format: Self.format, identity: identity, completedEpochs: state.completedEpochs,
      completedBatches: state.completedBatches, lossSum: state.lossSum,
      bestEpoch: state.best?.epoch, bestValidationAUC: state.best?.validationAUC,
      names: network.weights.map(\.name), log: state.log)
    let json = try JSONEncoder.canonical.encode(header)
    var fingerprint = Fingerprint()
    fingerprint.combine(json)
    var writer = SafetensorsWriter()
    for section in Section.allCases {
      for tensor in tensors(of: section) {
        fingerprint.combine(tensor.floats)
        writer.add(
          name: "\(section.rawValue).\(tensor.name)", shape: tensor.shape, floats: tensor.floats)
      }
    }
    writer.setMetadata(Self.metadataKey, Array(json))
    writer.setMetadata(Self.fingerprintKey, Array(fingerprint.hexadecimal.utf8))
    return writer.serialized()
  }

  private func tensors(of section: Section) -> [TrainableNetwork.FileTensor] {
    func numbered(_ lists: [[Float]]) -> [TrainableNetwork.FileTensor] {
      lists.enumerated().map { .init(name: "\($0)", shape: [$1.count], floats: $1) }
    }
    return switch section {
    case .weights: network.weights
    case .average: network.average
    case .best: state.best?.tensors ?? []
    case .diagnosis: network.diagnosis
    case .firstMoments: numbered(network.optimizer.firstMoments)
    case .secondMoments: numbered(network.optimizer.secondMoments)
    case .steps: numbered([network.optimizer.steps])
    }
  }
}
