import Dataset
import Files
import Foundation
import NeuralNetwork

extension Checkpoint {
  /// Reads the checkpoint at `path`.
  ///
  /// - Throws: `TrainingError` with the code `corruptCheckpoint` unless every byte is as written.
  static func read(_ path: String) throws(TrainingError) -> Checkpoint {
    do {
      return try Checkpoint(bytes: try FileBytes.read(path))
    } catch {
      throw TrainingError(
        .corruptCheckpoint,
        "The checkpoint \(path) is damaged or was not written by this version: delete it and "
          + "train without --resume.", cause: error)
    }
  }

  /// Reads a checkpoint from its bytes.
  init(bytes: [UInt8]) throws {
    let file = try Safetensors(bytes)
    guard let json = file.metadata(Self.metadataKey),
      let expected = file.metadata(Self.fingerprintKey)
    else { throw Damage("it has no training state") }
    let header = try JSONDecoder().decode(Header.self, from: Data(json))
    guard header.format == Self.format else { throw Damage("its format is \(header.format)") }
    var fingerprint = Fingerprint()
    fingerprint.combine(json)

    guard (1...1_000_000).contains(header.inputCount) else {
      throw Damage("its head has \(header.inputCount) inputs")
    }
    let layout = HeadLayout(inputCount: header.inputCount)
    func section(_ prefix: String) throws -> [Float] {
      var values: [Float] = []
      for tensor in layout.tensors {
        guard file.tensor(named: prefix + tensor.name)?.shape == tensor.shape,
          let floats = file.floats(named: prefix + tensor.name)
        else { throw Damage("the tensor \(prefix)\(tensor.name) is missing or misshapen") }
        values += floats
      }
      fingerprint.combine(values)
      return values
    }
    state = TrainingState(head: ClassificationHead(layout: layout, parameters: try section("")))
    state.velocity = try section("velocity.")
    if let epoch = header.bestEpoch, let auc = header.bestValidationAUC {
      state.best = .init(epoch: epoch, validationAUC: auc, parameters: try section("best."))
    }
    guard Array(fingerprint.hexadecimal.utf8) == expected else {
      throw Damage("its content does not match its fingerprint")
    }
    state.completedEpochs = header.completedEpochs
    state.completedBatches = header.completedBatches
    state.lossSum = header.lossSum
    state.log = header.log
    identity = header.identity
  }

  /// Why a checkpoint's bytes were refused.
  private struct Damage: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
