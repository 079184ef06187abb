import Evaluation
import LesionImage
import NeuralNetwork

extension ModelMetadata {
  package init(
    architecture: String, weights: String, preprocessing: Preprocessing,
    decisions: ModelDecisions, training: Training
  ) {
    self.init(
      format: Self.plainFormat, architecture: architecture, weights: weights,
      preprocessing: preprocessing, operatingPoint: decisions.operatingPoint, training: training)
    decisions.apply(to: &self)
  }
}

extension ModelMetadata.Preprocessing {
  /// The size that a network reads, and what happens to the picture's shape.
  package init(network: Network, mode: ResizeMode) {
    self.init(width: network.inputWidth, height: network.inputHeight, mode: "\(mode)")
  }
}

extension ModelMetadata.Training {
  package init(
    recipe: TrainingRecipe, seed: UInt64, split: String, data: String, dataFingerprint: String,
    backboneFingerprint: String, training: LabelCount, patients: Int, validation: LabelCount,
    keptEpoch: Int, scored: ScoredLabels
  ) {
    self.init(
      recipe: recipe, seed: seed, split: split, data: data, dataFingerprint: dataFingerprint,
      backboneFingerprint: backboneFingerprint, trainingImages: training.images,
      trainingMalignant: training.malignant, trainingPatients: patients,
      validationImages: validation.images, validationMalignant: validation.malignant,
      bestEpoch: keptEpoch, validationAUC: scored.areaUnderROC ?? .nan,
      validationAUCInterval: scored.deLongInterval().map { [$0.lower, $0.upper] },
      lentigoVersion: softwareVersion)
  }
}

/// How many images, and how many of them are malignant.
package struct LabelCount: Sendable, Equatable {
  package var images: Int
  package var malignant: Int

  package init(_ labels: [Bool]) {
    images = labels.count
    malignant = labels.count { $0 }
  }
}
