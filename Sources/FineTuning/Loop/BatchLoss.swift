import Foundation
import Training

/// The loss of a batch and its derivatives with respect to what the network put out.
///
/// In double precision from the logits themselves: a few hundred numbers a step, which libtorch then
/// only has to carry back through the network.
package struct BatchLoss: Sendable {
  /// A loss and its derivatives.
  package struct Result: Sendable, Equatable {
    package var value = 0.0
    /// One for each logit.
    package var logits: [Float]
    /// One for each number of the diagnosis's logits, rows first; empty where there are none.
    package var diagnoses: [Float]
  }

  private let settings: FineTuningLoss
  private let focal: FocalLoss

  package init(_ settings: FineTuningLoss) {
    self.settings = settings
    focal = FocalLoss(
      gamma: settings.gamma, malignantWeight: settings.malignantWeight, benignWeight: 1)
  }

  /// - Parameters:
  ///   - logits: one an image.
  ///   - diagnoses: the logits of `classes` diagnoses for each image, rows first; empty leaves that
  ///     part out.
  package func evaluate(
    logits: [Float], diagnoses: [Float] = [], classes: Int = 0, targets: BatchTargets
  ) -> Result {
    precondition(logits.count == targets.malignancy.count, "one target a logit")
    var derivatives = [Double](repeating: 0, count: logits.count)
    var result = Result(
      logits: [], diagnoses: [Float](repeating: 0, count: diagnoses.count))
    result.value += classification(logits, targets.malignancy, into: &derivatives)
    if settings.pairwiseWeight > 0 {
      result.value += pairwise(logits, targets.malignancy, into: &derivatives)
    }
    if settings.diagnosisWeight > 0, classes > 0, !diagnoses.isEmpty {
      result.value += diagnosis(diagnoses, classes, targets, into: &result.diagnoses)
    }
    result.logits = derivatives.map { Float($0) }
    return result
  }

  private func classification(
    _ logits: [Float], _ targets: [Double], into derivatives: inout [Double]
  ) -> Double {
    var sum = 0.0
    for (index, (logit, target)) in zip(logits, targets).enumerated() {
      let smoothed = target * (1 - settings.labelSmoothing) + settings.labelSmoothing / 2
      for (isMalignant, share) in [(true, smoothed), (false, 1 - smoothed)] where share > 0 {
        sum += share * focal.value(logit: Double(logit), isMalignant: isMalignant)
        derivatives[index] +=
          share * focal.derivative(logit: Double(logit), isMalignant: isMalignant)
          / Double(logits.count)
      }
    }
    return sum / Double(logits.count)
  }

  /// The mean of ln(1 + exp(benign - malignant)) over all pairs, weighted by how malignant the one is
  /// and how benign the other.
  private func pairwise(
    _ logits: [Float], _ targets: [Double], into derivatives: inout [Double]
  ) -> Double {
    let malignant = targets.reduce(0, +)
    let benign = Double(targets.count) - malignant
    var own = 0.0
    for target in targets { own += target * (1 - target) }
    let total = malignant * benign - own
    guard total > 1e-9 else { return 0 }
    var sum = 0.0
    for (i, target) in targets.enumerated() where target > 0 {
      for (j, other) in targets.enumerated() where other < 1 && i != j {
        let weight = settings.pairwiseWeight * target * (1 - other) / total
        let gap = Double(logits[j]) - Double(logits[i])
        sum += weight * (max(gap, 0) + log1p(exp(-abs(gap))))
        let slope = weight / (1 + exp(-gap))
        derivatives[i] -= slope
        derivatives[j] += slope
      }
    }
    return sum
  }

  /// The cross-entropy of the diagnosis, as a mean over the images that have one.
  private func diagnosis(
    _ logits: [Float], _ classes: Int, _ targets: BatchTargets, into derivatives: inout [Float]
  ) -> Double {
    let shares = targets.diagnoses.map { $0.reduce(0) { $0 + $1.share } }
    let total = shares.reduce(0, +)
    guard total > 1e-9 else { return 0 }
    let weight = settings.diagnosisWeight / total
    var sum = 0.0
    for (image, known) in targets.diagnoses.enumerated() where shares[image] > 0 {
      let row = logits[image * classes..<(image + 1) * classes].map { Double($0) }
      let largest = row.max() ?? 0
      let logarithm = largest + log(row.reduce(0) { $0 + exp($1 - largest) })
      for (index, logit) in row.enumerated() {
        derivatives[image * classes + index] = Float(
          weight * shares[image] * exp(logit - logarithm))
      }
      for diagnosis in known {
        sum += diagnosis.share * (logarithm - row[diagnosis.index])
        derivatives[image * classes + diagnosis.index] -= Float(weight * diagnosis.share)
      }
    }
    return weight * sum
  }
}
