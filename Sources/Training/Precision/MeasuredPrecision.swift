import Evaluation
import NeuralNetwork

/// What a model file says about a precision below 32-bit floats: what it cost when it was measured, and
/// whether the model is offered in it. An element of the metadata's `precisions`.
///
/// Rates are shares from 0 to 1; a figure that the images could not tell is left out.
public struct MeasuredPrecision: Codable, Sendable, Equatable {
  /// The name: `bf16` or `int8`.
  public var precision: String
  /// Whether it passed `PrecisionGate`; the only member, with the name, that running the model reads.
  public var offered: Bool
  /// Why it is not offered: the raw values of `PrecisionGate.Shortcoming`.
  public var shortcomings: [String]
  /// The images: `validation` where training measured, else the data set and its part.
  public var measuredOn: String
  /// The kernels that it was measured with.
  public var instructionSet: String
  public var images: Int
  public var malignant: Int
  /// In 32-bit floats.
  public var referenceAUC: Double?
  /// In this precision.
  public var auc: Double?
  /// 95 % DeLong interval of the paired difference, 32-bit floats less this precision.
  public var aucLossInterval: [Double]?
  /// At a specificity of .9, in 32-bit floats.
  public var referenceSensitivity: Double?
  /// At a specificity of .9, in this precision.
  public var sensitivity: Double?
  /// Of the scores of one image, absolute.
  public var largestDifference: Double?
  public var meanDifference: Double?
  /// Images that fall on the other side of the model's threshold.
  public var changedVerdicts: Int
  /// Malignant ones among them that are no longer referred.
  public var newlyMissed: Int

  /// - Parameter measuredOn: what the images are called.
  public init(
    _ precision: Precision, cost: PrecisionCost, measuredOn: String, instructionSet: InstructionSet
  ) {
    let shortcomings = PrecisionGate.shortcomings(of: cost)
    self.precision = "\(precision)"
    offered = shortcomings.isEmpty
    self.shortcomings = shortcomings.map(\.rawValue)
    self.measuredOn = measuredOn
    self.instructionSet = "\(instructionSet)"
    images = cost.count
    malignant = cost.malignantCount
    referenceAUC = cost.reference.auc
    auc = cost.measured?.auc
    aucLossInterval = cost.aucLossInterval.map { [$0.lower, $0.upper] }
    referenceSensitivity = cost.reference.sensitivity
    sensitivity = cost.measured?.sensitivity
    largestDifference = cost.largestDifference
    meanDifference = cost.meanDifference
    changedVerdicts = cost.changedVerdicts
    newlyMissed = cost.newlyMissed
  }

  private enum CodingKeys: String, CodingKey {
    case precision, offered, shortcomings, images, malignant, auc
    case measuredOn = "measured_on"
    case instructionSet = "instruction_set"
    case referenceAUC = "auc_fp32"
    case aucLossInterval = "auc_loss_interval"
    case referenceSensitivity = "sensitivity_at_90_specificity_fp32"
    case sensitivity = "sensitivity_at_90_specificity"
    case largestDifference = "largest_difference"
    case meanDifference = "mean_difference"
    case changedVerdicts = "changed_verdicts"
    case newlyMissed = "newly_missed"
  }
}

extension MeasuredPrecision {
  /// What the AUC lost; nil where it could not be told.
  public var aucLoss: Double? { Self.loss(referenceAUC, auc) }
  /// What the sensitivity at a specificity of .9 lost.
  public var sensitivityLoss: Double? { Self.loss(referenceSensitivity, sensitivity) }

  /// Whether more images might change the verdict.
  public var hadTooFewImages: Bool {
    shortcomings.contains(PrecisionGate.Shortcoming.tooFewImages.rawValue)
  }

  private static func loss(_ reference: Double?, _ measured: Double?) -> Double? {
    guard let reference, let measured else { return nil }
    return reference - measured
  }

  /// Why it is not offered, in words for the person at the terminal; empty where it is.
  public var reasons: String {
    shortcomings.map { name in
      switch PrecisionGate.Shortcoming(rawValue: name) {
      case .tooFewImages:
        "\(malignant) malignant and \(images - malignant) benign images are too few to tell (at least "
          + "\(PrecisionGate.fewestOfEachClass) of each)"
      case .undefinedScores: "some scores are no numbers"
      case .auc: "it loses more than \(PrecisionGate.largestAUCLoss) AUC"
      case .sensitivity:
        "it loses more than \(PrecisionGate.largestSensitivityLoss) sensitivity at "
          + "\(Int(PrecisionGate.specificity * 100)) % specificity"
      case nil: name
      }
    }.joined(separator: " and ")
  }
}
