import Evaluation
import LesionImage
import Screening

/// What validation images decide about a finished network: calibration, default threshold and the
/// operating points beside it, as parts of the file's metadata.
///
/// Every training, and `lentigo calibrate`, calls this one function, so that the same words in two
/// files mean the same.
public struct ModelDecisions: Sendable, Equatable {
  /// nil where none was asked for, or where the network ranks no better than chance.
  public let calibration: ModelMetadata.Calibration?
  /// The default.
  public let operatingPoint: ModelMetadata.OperatingPoint
  /// The default among them; nil where the policy offers none.
  public let operatingPoints: [ModelMetadata.OperatingPoint]?
  /// The validation images' risks, the very floats that the engine will give.
  public let scored: ScoredLabels
  /// What the person at the terminal should know.
  public let notices: [String]

  /// Fits the calibration, then chooses the thresholds on the calibrated risks.
  ///
  /// Calibration and rates come from the same images. Two numbers fitted to hundreds of images flatter
  /// little; a threshold's rates are measured anew on the test images by `evaluate`.
  ///
  /// - Throws: `TrainingError` with the code `unusableData` where a class is absent, and
  ///   `invalidConfiguration` where no threshold satisfies the policy's rule.
  public init(
    on validation: ValidationLogits, policy: DecisionPolicy = DecisionPolicy()
  ) throws(TrainingError) {
    let logits = try Self.scored(validation.logits.map(Double.init), validation.labels)
    guard logits.positiveCount > 0, logits.negativeCount > 0 else {
      throw TrainingError(
        .unusableData,
        "The validation images need both classes, but \(logits.positiveCount) of \(logits.count) are "
          + "malignant: choose another split.")
    }
    var notices: [String] = []
    let fit = policy.calibrates ? ScoreCalibration.fit(logits) : nil
    let calibration = fit.flatMap {
      ModelMetadata.Calibration($0, on: logits, chosenOn: policy.chosenOn)
    }
    if policy.calibrates, calibration == nil {
      notices.append(
        "The network ranks the validation images no better than chance, so its risks are not "
          + "calibrated.")
    }
    let risks = calibration?.riskCalibration ?? .identity
    scored = try Self.scored(
      validation.logits.map { Double(risks.risk(ofLogit: $0)) }, validation.labels)
    self.calibration = calibration

    let rates = OperatingPointRates(
      scored, patients: validation.patients, chosenOn: policy.chosenOn,
      resamples: policy.resamples)
    let isNamed = !policy.offered.isEmpty
    guard let chosen = rates.point(policy.rule, isNamed: isNamed) else {
      throw TrainingError(
        .invalidConfiguration,
        "No threshold satisfies the rule \(policy.rule.words): ask for a share from 0 to 1.")
    }
    operatingPoint = chosen
    guard isNamed else {
      operatingPoints = nil
      self.notices = notices
      return
    }
    var points: [ModelMetadata.OperatingPoint] = []
    let isUsual = policy.offered.contains(policy.rule)
    for rule in isUsual ? policy.offered : [policy.rule] + policy.offered {
      if let point = rates.point(rule, isNamed: true) {
        points.append(point)
      } else {
        notices.append("No threshold gives the operating point \(rule.name): it is left out.")
      }
    }
    operatingPoints = points
    self.notices = notices
  }

  /// The format of a file that these decisions alone decide: 2 where a reader of format 1 would misjudge.
  public var format: Int { format(tellsNovelty: false) }

  /// The format of a file with these decisions: the lowest whose readers do not misjudge.
  ///
  /// - Parameter tellsNovelty: whether the file tells pictures without a lesion.
  public func format(tellsNovelty: Bool) -> Int {
    if tellsNovelty { return ModelMetadata.noveltyFormat }
    return calibration == nil ? ModelMetadata.plainFormat : ModelMetadata.calibratedFormat
  }

  /// Puts the decisions into a file's metadata, in place of those there.
  public func apply(to metadata: inout ModelMetadata) {
    metadata.format = format(tellsNovelty: metadata.novelty != nil)
    metadata.calibration = calibration
    metadata.operatingPoint = operatingPoint
    metadata.operatingPoints = operatingPoints
  }

  private static func scored(
    _ scores: [Double], _ labels: [Bool]
  ) throws(TrainingError) -> ScoredLabels {
    do {
      return try ScoredLabels(scores: scores, labels: labels)
    } catch {
      throw TrainingError(
        .unusableModel, "The model gives scores that are no numbers.", cause: error)
    }
  }
}
