import Files
import Foundation
import NeuralNetwork
import TorchBackend
import Training

extension FineTuningCheckpoint {
  /// Reads the checkpoint at `path`.
  ///
  /// - Throws: `TrainingError` with the code `corruptCheckpoint` unless every byte is as written.
  static func read(_ path: String) throws(TrainingError) -> FineTuningCheckpoint {
    do {
      return try FineTuningCheckpoint(bytes: try FileBytes.read(path))
    } catch {
      throw TrainingError(
        .corruptCheckpoint,
        "The checkpoint \(path) is damaged, of another kind of recipe or not written by this version: "
          + "delete it and train without --resume.", cause: error)
    }
  }

  /// Reads a checkpoint from its bytes.
  init(bytes: [UInt8]) throws {
    let file = try Safetensors(bytes)
    guard let json = file.metadata(Self.metadataKey),
      let expected = file.metadata(Self.fingerprintKey)
    else { throw Damage("it has no fine-tuning's state") }
    let header = try JSONDecoder().decode(Header.self, from: Data(json))
    guard header.format == Self.format else { throw Damage("its format is \(header.format)") }
    var fingerprint = Fingerprint()
    fingerprint.combine(json)

    func named(_ section: Section, _ names: [String]) throws -> [TrainableNetwork.FileTensor] {
      try names.map { name in
        let full = "\(section.rawValue).\(name)"
        guard let view = file.tensor(named: full), let floats = file.floats(named: full) else {
          throw Damage("the tensor \(full) is missing")
        }
        fingerprint.combine(floats)
        return .init(name: name, shape: view.shape, floats: floats)
      }
    }
    func has(_ section: Section, _ name: String?) -> Bool {
      name.map { file.tensor(named: "\(section.rawValue).\($0)") != nil } ?? false
    }
    func numbers(of section: Section) -> [String] {
      var names: [String] = []
      while has(section, "\(names.count)") { names.append("\(names.count)") }
      return names
    }
    // In the order of the sections, as the fingerprint was taken.
    let weights = try named(.weights, header.names)
    let average = try named(.average, has(.average, header.names.first) ? header.names : [])
    let best = try named(.best, has(.best, header.names.first) ? header.names : [])
    let diagnosis = try named(
      .diagnosis, has(.diagnosis, "kernel") ? ["kernel", "bias"] : [])
    let first = try named(.firstMoments, numbers(of: .firstMoments))
    let second = try named(.secondMoments, numbers(of: .secondMoments))
    let steps = try named(.steps, ["0"])
    guard Array(fingerprint.hexadecimal.utf8) == expected else {
      throw Damage("its content does not match its fingerprint")
    }
    identity = header.identity
    network = NetworkSnapshot(
      weights: weights, average: average, diagnosis: diagnosis,
      optimizer: OptimizerState(
        steps: steps[0].floats, firstMoments: first.map(\.floats),
        secondMoments: second.map(\.floats)))
    state = FineTuningState()
    if let epoch = header.bestEpoch, let auc = header.bestValidationAUC {
      state.best = .init(epoch: epoch, validationAUC: auc, tensors: best)
    }
    state.completedEpochs = header.completedEpochs
    state.completedBatches = header.completedBatches
    state.lossSum = header.lossSum
    state.log = header.log
  }

  /// Why a checkpoint's bytes were refused.
  private struct Damage: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
