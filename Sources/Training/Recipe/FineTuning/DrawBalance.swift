/// Which images a fine-tuning draws how often.
///
/// The share of a class is divided over the data sets, that of a data set over its sources (clinics,
/// say), that of a source over its diagnoses; each time by the number of images raised to a power:
/// 1 leaves the data's own shares, 0 makes all alike, between them the rarer gain a little.
public struct DrawBalance: Codable, Sendable, Equatable {
  /// Share of malignant images in every batch, above 0 and below 1; nil takes the data's own.
  public var malignantShare: Double?
  /// Over data sets; 0...1.
  public var dataPower: Double
  /// Over the sources of a data set; 0...1.
  public var sourcePower: Double
  /// Over the diagnoses of a source; 0...1.
  public var diagnosisPower: Double
  /// Whether data sets and sources are drawn alike in both classes, by their images of either class:
  /// then the source tells nothing about the class, and is no short cut to learn. (A source without
  /// images of a class leaves its share to the others.)
  public var hidesSource: Bool

  public init(
    malignantShare: Double? = nil, dataPower: Double = 1, sourcePower: Double = 1,
    diagnosisPower: Double = 1, hidesSource: Bool = false
  ) {
    self.malignantShare = malignantShare
    self.dataPower = dataPower
    self.sourcePower = sourcePower
    self.diagnosisPower = diagnosisPower
    self.hidesSource = hidesSource
  }

  private enum CodingKeys: String, CodingKey {
    case malignantShare = "malignant_share"
    case dataPower = "data_power"
    case sourcePower = "source_power"
    case diagnosisPower = "diagnosis_power"
    case hidesSource = "hides_source"
  }
}
