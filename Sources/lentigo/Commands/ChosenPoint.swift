import Diagnosing
import Foundation
import Screening
import Training

/// The threshold that `diagnose` decides at, and what the model's file says about it.
struct ChosenPoint {
  let threshold: DecisionThreshold
  private let point: ModelMetadata.OperatingPoint?
  private let calibration: ModelMetadata.Calibration?

  /// - Parameter name: nil takes the model's default.
  /// - Throws: `RefusedOperatingPoint` where the model has none of the name.
  init(_ name: String?, of loaded: ModelLoader.Decided, path: String) throws {
    let (model, decisions) = (loaded.model, loaded.decisions)
    calibration = decisions.calibration
    guard let name else {
      threshold = DecisionThreshold(
        name: decisions.operatingPoint?.name, value: model.threshold)
      point = decisions.operatingPoint
      return
    }
    guard let found = model.namedThresholds.first(where: { $0.name == name }) else {
      throw RefusedOperatingPoint(
        name, model: path, names: model.namedThresholds.compactMap(\.name))
    }
    threshold = found
    point = decisions.operatingPoints.first { $0.name == name }
  }

  /// What a risk means where it is calibrated, in a sentence.
  func meaning(ofRisk risk: Double) -> String? {
    guard let calibration, calibration.images > 0 else { return nil }
    let prevalence = Double(calibration.malignant) / Double(calibration.images)
    return
      "Of 100 lesions with such a risk, \(Self.melanomas(risk, one: "is", many: "are")) where "
      + "\(Self.inHundred(prevalence)) of 100 lesions are melanomas."
  }

  /// How often the verdicts are wrong, for the end of the output; nil where the file does not say.
  var words: String? {
    guard let point else { return nil }
    let found = point.sensitivityIntervalByPatient ?? point.sensitivityInterval
    let spared = point.specificityIntervalByPatient ?? point.specificityInterval
    let afterwards = Self.afterwards(point)
    var lines = ["How far to trust this"]
    lines += Self.origin(of: point)
    lines.append("  REFER    was said of \(Self.rate(point.sensitivity, found)) melanomas,")
    lines.append("           but also of \(Self.error(point.specificity, spared)) other lesions.")
    lines += afterwards.map { ["           \($0.refer)"] } ?? []
    lines.append(
      "  NO SIGN  was said of \(Self.error(point.sensitivity, found)) melanomas: those were missed."
    )
    lines += afterwards.map { ["           \($0.noSign)"] } ?? []
    lines.append(
      "  With other cameras, skin and clinics it may do worse. Where melanoma is rarer than there,")
    lines +=
      calibration == nil
      ? [
        "  fewer of the lesions with REFER are melanomas.",
        "  The risk is not calibrated: it puts lesions in order, and is no share of melanomas.",
      ] : ["  fewer of the lesions with REFER are melanomas, and a risk means less."]
    return lines.joined(separator: "\n")
  }

  /// Where the rates come from.
  private static func origin(of point: ModelMetadata.OperatingPoint) -> [String] {
    let threshold = "  The threshold\(point.name.map { " '\($0)'" } ?? "") was chosen on"
    guard let malignant = point.malignant, let benign = point.benign else {
      return ["\(threshold) images (\(point.chosenOn)). On them, which flatters it:"]
    }
    return [
      "\(threshold) \(Numbers.grouped(malignant)) melanomas and "
        + "\(Numbers.grouped(benign)) other lesions",
      "  (\(point.chosenOn)). On them, which flatters it:",
    ]
  }

  /// What the lesions with each verdict turned out to be; nil where the file lacks the counts.
  private static func afterwards(
    _ point: ModelMetadata.OperatingPoint
  ) -> (refer: String, noSign: String)? {
    guard let malignant = point.malignant, let benign = point.benign else { return nil }
    func sentence(_ melanomas: Double, _ others: Double) -> String {
      guard melanomas + others > 0 else { return "No lesion got it." }
      let share = melanomas / (melanomas + others)
      return "Of 100 lesions that got it, \(Self.melanomas(share, one: "was", many: "were"))."
    }
    let found = point.sensitivity * Double(malignant)
    let spared = point.specificity * Double(benign)
    return (
      sentence(found, Double(benign) - spared), sentence(Double(malignant) - found, spared)
    )
  }

  /// Such as `12 are melanomas`.
  private static func melanomas(_ share: Double, one: String, many: String) -> String {
    let count = inHundred(share)
    return count == "1" ? "1 \(one) a melanoma" : "\(count) \(many) melanomas"
  }

  private static func rate(_ share: Double, _ interval: [Double]) -> String {
    "\(inHundred(share)) of 100\(range(interval.sorted()))"
  }

  private static func error(_ share: Double, _ interval: [Double]) -> String {
    rate(1 - share, interval.map { 1 - $0 })
  }

  private static func range(_ interval: [Double]) -> String {
    guard interval.count == 2 else { return "" }
    return " [\(inHundred(interval[0])) to \(inHundred(interval[1]))]"
  }

  /// A share as a number out of a hundred; never 0 or 100 by rounding.
  private static func inHundred(_ share: Double) -> String {
    let hundredths = share * 100
    if hundredths > 0, hundredths < 0.5 { return "fewer than 1" }
    if hundredths < 100, hundredths >= 99.5 { return "more than 99" }
    return String(format: "%.0f", hundredths)
  }
}

/// A threshold that the model does not have.
struct RefusedOperatingPoint: Error, CustomStringConvertible {
  let description: String

  init(_ name: String, model: String, names: [String]) {
    description =
      names.isEmpty
      ? "\(model) has one threshold alone, and no operating point '\(name)': leave out "
        + "--operating-point, or give it some with `lentigo calibrate`."
      : "\(model) has no operating point '\(name)': it has \(names.joined(separator: ", "))."
  }
}
