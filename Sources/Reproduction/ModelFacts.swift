import Foundation
import NeuralNetwork
import Training

/// What reports say of a model file, read from its metadata without asking by which recipe it was
/// trained.
package struct ModelFacts: Codable, Sendable {
  /// A threshold that the file offers, and what it reached where it was chosen.
  package struct Point: Codable, Sendable {
    package var name: String?
    package var rule: String
    package var threshold: Double
    package var chosenOn: String
    package var sensitivity: Double
    package var specificity: Double
    package var sensitivityInterval: [Double]?
    package var specificityInterval: [Double]?
    package var malignant: Int?
    package var benign: Int?

    enum CodingKeys: String, CodingKey {
      case name, rule, threshold, sensitivity, specificity, malignant, benign
      case chosenOn = "chosen_on"
      case sensitivityInterval = "sensitivity_interval"
      case specificityInterval = "specificity_interval"
    }
  }

  package struct Calibration: Codable, Sendable {
    package var method: String
    package var slope: Double
    package var intercept: Double
    package var chosenOn: String?

    enum CodingKeys: String, CodingKey {
      case method, slope, intercept
      case chosenOn = "chosen_on"
    }
  }

  /// What tells pictures without a lesion.
  package struct Novelty: Codable, Sendable {
    package var limit: Double
    package var percentile: Double?
    package var chosenOn: String?

    enum CodingKeys: String, CodingKey {
      case limit, percentile
      case chosenOn = "chosen_on"
    }
  }

  package struct Training: Codable, Sendable {
    package var seed: UInt64
    package var split: String
    package var data: String
    package var dataFingerprint: String
    package var trainingImages: Int
    package var trainingMalignant: Int
    package var trainingPatients: Int
    package var validationImages: Int
    package var validationMalignant: Int
    package var bestEpoch: Int
    package var validationAUC: Double
    package var validationAUCInterval: [Double]?
    package var lentigoVersion: String
    package var sources: [ModelMetadata.SourceCount]?
    package var libtorch: String?
    package var device: String?

    enum CodingKeys: String, CodingKey {
      case seed, split, data, sources, libtorch, device
      case dataFingerprint = "data_fingerprint"
      case lentigoVersion = "lentigo_version"
      case trainingImages = "training_images"
      case trainingMalignant = "training_malignant"
      case trainingPatients = "training_patients"
      case validationImages = "validation_images"
      case validationMalignant = "validation_malignant"
      case bestEpoch = "best_epoch"
      case validationAUC = "validation_auc"
      case validationAUCInterval = "validation_auc_interval"
    }
  }

  package var format: Int
  package var architecture: String
  package var weights: String
  package var calibration: Calibration?
  package var operatingPoint: Point
  package var operatingPoints: [Point]?
  package var training: Training
  package var novelty: Novelty?

  enum CodingKeys: String, CodingKey {
    case format, architecture, weights, calibration, training, novelty
    case operatingPoint = "operating_point"
    case operatingPoints = "operating_points"
  }

  /// - Throws: `TrainingError` with the code `unusableModel` where the file does not say enough.
  package init(_ file: Safetensors) throws(TrainingError) {
    guard let text = file.metadata(ModelMetadata.key) else {
      throw TrainingError(
        .unusableModel, "The file has no metadata of a model: use one written by lentigo train.")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(text))
    } catch {
      throw TrainingError(
        .unusableModel,
        "The model file does not say how it was trained: use one written by lentigo train.",
        cause: error)
    }
  }

  /// Every threshold of the file, the default first.
  package var points: [Point] {
    guard let named = operatingPoints, !named.isEmpty else { return [operatingPoint] }
    let isDefault = { (point: Point) in
      point.name == operatingPoint.name && point.threshold == operatingPoint.threshold
    }
    return named.filter(isDefault) + named.filter { !isDefault($0) }
  }
}
