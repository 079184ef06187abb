import ImageCodec
import LesionImage
import NeuralNetwork
import Screening

/// What is said of one picture, for a person and as JSON: the same on the command line and from the
/// server.
public struct Diagnosis: Sendable, Equatable {
  /// A verdict, or that there is none.
  public enum Outcome: String, Encodable, Sendable {
    case refer
    case noSign = "no-sign"
    case retake
    case error
  }

  /// What was found about the picture itself.
  public struct Quality: Encodable, Sendable, Equatable {
    /// Whether the picture can be judged.
    public let usable: Bool
    /// The names of what is wrong with it, such as `too-dark`.
    public let issues: [String]
    /// How unlike a lesion the picture is, 1 being usual; none where the model cannot tell.
    public let novelty: Float?
    /// From where on that is too much; none where the model cannot tell.
    public let noveltyLimit: Float?

    init(_ report: QualityReport, noveltyLimit limit: Float?) {
      usable = report.isUsable
      issues = report.issues.names
      novelty = limit != nil && report.novelty.isFinite ? report.novelty : nil
      noveltyLimit = limit
    }
  }

  /// The picture's file; nil where it did not come as one.
  public let file: String?
  /// What the person is told.
  public let verdict: Outcome
  /// The model's probability of melanoma, 0 to 1; none where the picture cannot be judged, or where
  /// the network's output is not a number, for which JSON has no word. Kept in the precision of the
  /// model, so that it reads as the same number everywhere.
  public let risk: Float?
  /// `refer` from this risk on.
  public let threshold: Float
  /// None where the file could not be read.
  public let quality: Quality?
  /// The verdict in a sentence, or why there is none.
  public let message: String
  /// The operating point's name, where the model gives it one.
  public let operatingPoint: String?
  /// What the network computed in.
  public let precision: Precision

  /// What stands below every verdict that a person reads.
  public static let disclaimer =
    "Research software, not a medical device. See a doctor about any lesion that changes or worries you."

  /// Reads and judges the file at `path`. The picture is decoded as it is in training.
  public init(of path: String, by screener: Screener, at point: DecisionThreshold) {
    do throws(ImageCodecError) {
      let decoded = try ImageCodec.decode(
        contentsOfFile: path, minimumSide: screener.model.preprocessing.minimumSide)
      self.init(of: decoded, file: path, by: screener, at: point)
    } catch {
      let cause = error.cause.map { " (\($0))" } ?? ""
      self.init(
        file: path, verdict: .error, risk: nil, quality: nil, message: error.message + cause,
        precision: screener.model.precision, point: point)
    }
  }

  /// Judges a picture that was decoded with the `minimumSide` of the model's preprocessing, as it is in
  /// training.
  public init(
    of decoded: DecodedImage, file: String? = nil, by screener: Screener,
    at point: DecisionThreshold
  ) {
    let result = screener.screen(
      decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight,
      threshold: point.value)
    let quality = Quality(result.quality, noveltyLimit: screener.model.novelty?.limit)
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
      quality: quality, message: outcome.message, precision: screener.model.precision,
      point: point)
  }

  private init(
    file: String?, verdict: Outcome, risk: Float?, quality: Quality?, message: String,
    precision: Precision, point: DecisionThreshold
  ) {
    self.file = file
    self.verdict = verdict
    self.risk = risk
    threshold = point.value
    self.quality = quality
    self.message = message
    self.precision = precision
    operatingPoint = point.name
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
}

extension Diagnosis: Encodable {
  private enum CodingKeys: String, CodingKey {
    case file, verdict, risk, threshold, quality, message, precision, disclaimer
    case operatingPoint
  }

  /// Every key is there in every object, null where there is no value; only the file, the precision and
  /// the operating point's name are left out where there is nothing to say. The disclaimer is among them,
  /// since whoever shows the message to a person has to show that as well.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(file, forKey: .file)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(risk, forKey: .risk)
    try container.encode(threshold, forKey: .threshold)
    try container.encode(quality, forKey: .quality)
    try container.encode(message, forKey: .message)
    try container.encode(Self.disclaimer, forKey: .disclaimer)
    try container.encodeIfPresent(operatingPoint, forKey: .operatingPoint)
    if precision != .fp32 { try container.encode("\(precision)", forKey: .precision) }
  }
}
