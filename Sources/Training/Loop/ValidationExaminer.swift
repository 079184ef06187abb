import Evaluation

/// Turns the validation images' scores into an epoch's record.
package struct ValidationExaminer: Sendable {
  /// Whether each validation image is malignant.
  let labels: [Bool]
  let rule: OperatingPointRule

  package init(labels: [Bool], rule: OperatingPointRule) {
    self.labels = labels
    self.rule = rule
  }

  /// The record of an epoch.
  ///
  /// - Parameters:
  ///   - scores: one probability a validation image.
  ///   - images: drawn training images, for the speed.
  ///   - best: the best validation AUC before.
  package func record(
    _ scores: [Double], epoch: Int, trainLoss: Double, learningRate: Double, images: Int,
    seconds: Duration, best: Double?
  ) throws(TrainingError) -> EpochRecord {
    let scored = try scoredLabels(scores)
    guard let auc = scored.areaUnderROC, let averagePrecision = scored.averagePrecision,
      let point = rule.chooseOperatingPoint(on: scored)
    else { throw undefined }
    let half = scored.confusionMatrix(threshold: 0.5)
    guard let recall = half.recall, let specificity = half.specificity else { throw undefined }
    let elapsed = seconds / .seconds(1)
    return EpochRecord(
      epoch: epoch, trainLoss: trainLoss, validationAUC: auc,
      validationAveragePrecision: averagePrecision, recallAtHalf: recall,
      specificityAtHalf: specificity, threshold: point.threshold,
      recallAtThreshold: point.sensitivity, specificityAtThreshold: point.specificity,
      learningRate: learningRate, imagesPerSecond: Double(images) / max(elapsed, 1e-9),
      seconds: elapsed, isBest: best.map { auc > $0 } ?? true)
  }

  /// The scores beside their labels.
  package func scoredLabels(_ scores: [Double]) throws(TrainingError) -> ScoredLabels {
    do {
      return try ScoredLabels(scores: scores, labels: labels)
    } catch {
      throw TrainingError(
        .diverged, "The head gives scores that are no numbers: use a smaller learning rate.",
        cause: error)
    }
  }

  private var undefined: TrainingError {
    TrainingError(
      .unusableData,
      "The validation images need both classes, but \(labels.count { $0 }) of \(labels.count) are "
        + "malignant: choose another split.")
  }
}
