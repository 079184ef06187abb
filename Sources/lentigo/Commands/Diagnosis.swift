import ImageCodec
import LesionImage
import NeuralNetwork
import Screening

/// What `diagnose` says of one file, for a person and as JSON.
struct Diagnosis {
  enum Outcome: String, Encodable {
    case refer
    case noSign = "no-sign"
    case retake
    case error
  }

  struct Quality: Encodable {
    let usable: Bool
    let issues: [String]
    /// How unlike a lesion the picture is, 1 being usual, and how much is too much; none where the model
    /// cannot tell.
    let novelty: Float?
    let noveltyLimit: Float?

    init(_ report: QualityReport, noveltyLimit limit: Float?) {
      usable = report.isUsable
      issues = report.issues.names
      novelty = limit != nil && report.novelty.isFinite ? report.novelty : nil
      noveltyLimit = limit
    }
  }

  let file: String
  let verdict: Outcome
  /// The model's probability of melanoma, 0 to 1; none where the picture cannot be judged, or where
  /// the network's output is not a number, for which JSON has no word. Kept in the precision of the
  /// model, so that it reads as the same number everywhere.
  let risk: Float?
  /// `refer` from this risk on.
  let threshold: Float
  /// None where the file could not be read.
  let quality: Quality?
  let message: String
  /// What the network computed in.
  let precision: Precision
  /// The threshold's name and what is known of it.
  let point: ChosenPoint

  static let disclaimer =
    "Research software, not a medical device. See a doctor about any lesion that changes or worries you."

  /// Reads and judges the file at `path`. The picture is decoded as it is in training.
  init(of path: String, by screener: Screener, at point: ChosenPoint) {
    let precision = screener.model.precision
    do throws(ImageCodecError) {
      let decoded = try ImageCodec.decode(
        contentsOfFile: path, minimumSide: screener.model.preprocessing.minimumSide)
      let result = screener.screen(
        decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight,
        threshold: point.threshold)
      self.init(
        path, result, precision, point, noveltyLimit: screener.model.novelty?.limit)
    } catch {
      let cause = error.cause.map { " (\($0))" } ?? ""
      self.init(
        file: path, verdict: .error, risk: nil, threshold: point.threshold, quality: nil,
        message: error.message + cause, precision: precision, point: point)
    }
  }

  private init(
    _ file: String, _ result: ScreeningResult, _ precision: Precision, _ point: ChosenPoint,
    noveltyLimit: Float?
  ) {
    let quality = Quality(result.quality, noveltyLimit: noveltyLimit)
    let outcome: (verdict: Outcome, message: String) =
      switch result.verdict {
      case .refer: (.refer, "Signs of melanoma: have a doctor look at this lesion soon.")
      case .noSign:
        (.noSign, "No sign of melanoma found. Keep watching it, and see a doctor if it changes.")
      case .retake:
        (
          .retake,
          "Take the picture again: it is \(quality.issues.map(Self.inWords).joined(separator: ", "))."
        )
      }
    self.init(
      file: file, verdict: outcome.verdict,
      risk: outcome.verdict != .retake && result.risk.isFinite ? result.risk : nil,
      threshold: result.threshold, quality: quality, message: outcome.message,
      precision: precision, point: point)
  }

  private init(
    file: String, verdict: Outcome, risk: Float?, threshold: Float, quality: Quality?,
    message: String, precision: Precision, point: ChosenPoint
  ) {
    self.file = file
    self.verdict = verdict
    self.risk = risk
    self.threshold = threshold
    self.quality = quality
    self.message = message
    self.precision = precision
    self.point = point
  }

  private static func inWords(_ issue: String) -> String {
    switch issue {
    case "flat": "without contrast"
    case "glare": "covered by reflections"
    case "colour-cast": "tinted by its light"
    case "off-centre": "not centred on the lesion"
    case "not-a-lesion": "unlike the lesions that the model knows"
    default: issue.replacing("-", with: " ")
    }
  }

  /// Two or three lines for the terminal.
  var text: String {
    let heading = verdict.rawValue.replacing("-", with: " ").uppercased()
    let figures =
      risk.map {
        " (risk \(Numbers.fixed(Double($0))), refer from \(Numbers.fixed(Double(threshold))))"
      } ?? ""
    let meaning = risk.flatMap { point.meaning(ofRisk: Double($0)) }.map { "\n  \($0)" } ?? ""
    return "\(file): \(heading)\(figures)\n  \(message)\(meaning)"
  }
}

extension Diagnosis: Encodable {
  private enum CodingKeys: String, CodingKey {
    case file, verdict, risk, threshold, quality, message, precision
    case operatingPoint
  }

  /// Every key is there in every object, null where there is no value; only the precision and the
  /// operating point's name are left out where there is nothing to say.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(risk, forKey: .risk)
    try container.encode(threshold, forKey: .threshold)
    try container.encode(quality, forKey: .quality)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(point.name, forKey: .operatingPoint)
    if precision != .fp32 { try container.encode("\(precision)", forKey: .precision) }
  }
}
