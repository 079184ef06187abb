import Files
import Foundation
import NeuralNetwork
import PretrainedWeights
import Report
import Reproduction
import Training

/// Reads from the model file, and the log beside it, what its card says of how it was made.
struct ModelCardMaker {
  let path: String
  let loaded: ModelLoader.Loaded
  let facts: ModelFacts
  let log: String?
  let trainingCommand: String?

  func card(
    tests: [ModelCardTest], cost: ModelCard.Cost, command: String
  ) throws -> ModelCard {
    let bytes = try FileBytes.read(path)
    guard let digest = SHA256.hexadecimal(of: bytes) else {
      throw RefusedEvaluation("The system's cryptographic library has no SHA-256.")
    }
    let network = loaded.model.plan.network
    let offer = try ModelOffer(loaded.file)
    return ModelCard(
      file: .init(
        name: URL(fileURLWithPath: path).lastPathComponent, byteCount: bytes.count,
        sha256: digest, format: facts.format),
      architecture: facts.architecture, parameterCount: network.parameterCount,
      inputSize: "\(network.inputWidth)x\(network.inputHeight)", weights: facts.weights,
      calibration: facts.calibration.map {
        "sigmoid(\(Numbers.fixed($0.slope, 4)) * output "
          + "\(Numbers.term($0.intercept, 4))), by "
          + "\($0.method) scaling (on: \($0.chosenOn ?? "not in the file"))"
      },
      threshold: "\(Numbers.fixed(facts.operatingPoint.threshold, 4)), the "
        + "\(facts.operatingPoint.rule) (on: \(facts.operatingPoint.chosenOn))",
      novelty: facts.novelty.map { novelty in
        "refused beyond a novelty of \(Numbers.fixed(novelty.limit)), within which "
          + "\(Numbers.fixed(novelty.percentile ?? .nan, 1)) % of new lesions are to lie (on: "
          + "\(novelty.chosenOn ?? "not in the file"))"
      },
      precisions: offer.precisions.filter(\.offered).map { "\($0.precision)" },
      training: try training(), tests: tests, cost: cost, command: command,
      software: "lentigo \(softwareVersion)")
  }

  private func training() throws -> ModelCard.Training {
    let training = facts.training
    let epochs = try epochs()
    let provenance = loaded.provenance
    return .init(
      data: training.data, split: training.split, seed: training.seed,
      dataFingerprint: training.dataFingerprint, trainingImages: training.trainingImages,
      trainingMalignant: training.trainingMalignant,
      trainingPatients: training.trainingPatients, validationImages: training.validationImages,
      validationMalignant: training.validationMalignant, validationAUC: training.validationAUC,
      validationAUCInterval: training.validationAUCInterval, bestEpoch: training.bestEpoch,
      software: training.lentigoVersion, recipe: try recipe(), command: trainingCommand,
      seconds: epochs.map { $0.reduce(0) { $0 + $1.seconds } }, epochs: epochs?.count,
      fingerprints: provenance.trainingImages.count + provenance.validationImages.count,
      sources: (training.sources ?? []).map {
        "\($0.name): \(Numbers.grouped($0.images)) images, \(Numbers.grouped($0.malignant)) malignant"
      },
      machine: training.libtorch.map { version in
        "libtorch \(version)" + (training.device.map { ", \($0)" } ?? "")
      })
  }

  /// An epoch's line in a training's log.
  private struct LoggedEpoch: Decodable {
    let seconds: Double
  }

  /// The log's epochs; nil where nobody named a log and none lies beside the model.
  private func epochs() throws -> [LoggedEpoch]? {
    let path = log ?? self.path + ".log.jsonl"
    guard log != nil || FileManager.default.fileExists(atPath: path) else { return nil }
    let lines = try FileBytes.read(path).split(separator: UInt8(ascii: "\n"))
    do {
      return try lines.map { try JSONDecoder().decode(LoggedEpoch.self, from: Data($0)) }
    } catch {
      throw RefusedEvaluation(
        "\(path) is no log of a training (one JSON object an epoch): name the right one with "
          + "--log.")
    }
  }

  /// The recipe as `train --print-recipe` lays it out.
  private func recipe() throws -> String {
    guard let text = loaded.file.metadata(ModelMetadata.key),
      case .object(let metadata) = try JSONDecoder().decode(JSONTree.self, from: Data(text)),
      case .object(let training)? = metadata["training"], let recipe = training["recipe"]
    else { return "not in the file" }
    return try recipe.readableJSON()
  }
}
