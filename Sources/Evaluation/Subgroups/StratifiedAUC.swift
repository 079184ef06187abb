/// The area under the ROC curve when samples are compared only with others of their own stratum, such
/// as the source that an image comes from.
///
/// The usual area counts every pair of a malignant and a benign sample. Where the strata differ in
/// prevalence and in looks, a model ranks many pairs right by telling the strata apart, having learnt
/// nothing about the lesions. Here only pairs within a stratum count, each the same: the share of
/// them whose malignant sample scores higher, where a tie counts one half. That is the mean of the
/// strata's areas weighted by their pairs.
///
/// Source: the concordance within strata of van Oirbeek and Lesaffre 2012, Statistics in Medicine
/// 31:3142; with one stratum it is ``ScoredLabels/areaUnderROC``.
public struct StratifiedAUC: Sendable {
  /// One stratum's part in it.
  public struct Stratum: Sendable, Equatable, Codable {
    public let name: String
    public let count: Int
    public let malignantCount: Int
    /// Pairs of a malignant and a benign sample: the stratum's weight. 0 where a class is missing.
    public let pairCount: Int
    /// 0 to 1; `nil` where a class is missing.
    public let auc: Double?
  }

  /// By name, ascending.
  public let strata: [Stratum]
  /// Samples without a stratum, which are compared with none.
  public let leftOutCount: Int
  /// 0 to 1; `nil` where no stratum has both classes.
  public let value: Double?

  private let sampleCount: Int
  private let samples: [(scored: ScoredLabels, indices: [Int])]

  /// - Parameter names: The stratum of each sample; `nil` where it is not known.
  /// - Throws: ``EvaluationError`` with the code `countMismatch`.
  public init(_ scored: ScoredLabels, strata names: [String?]) throws(EvaluationError) {
    guard names.count == scored.count else {
      throw EvaluationError(
        .countMismatch, "There are \(scored.count) samples but \(names.count) strata.")
    }
    var indices: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      if let name { indices[name, default: []].append(index) }
    }
    let groups = indices.sorted { $0.key < $1.key }
    samples = groups.map { (scored.part($0.value), $0.value) }
    strata = zip(groups, samples).map { group, sample in
      Stratum(
        name: group.key, count: sample.scored.count, malignantCount: sample.scored.positiveCount,
        pairCount: sample.scored.ranked.pairCount, auc: sample.scored.areaUnderROC)
    }
    sampleCount = scored.count
    leftOutCount = names.count { $0 == nil }
    value = Self.value(of: samples.map(\.scored.ranked))
  }

  /// The pairs that are compared.
  public var pairCount: Int { strata.reduce(0) { $0 + $1.pairCount } }

  /// The percentile interval over resamples of whole patients, each stratum reweighted by the pairs
  /// that the draw leaves it.
  ///
  /// - Parameters:
  ///   - patients: One identifier a sample, in the order of the samples; a patient may have images in
  ///     several strata.
  ///   - resamples: How often all patients are drawn.
  ///   - confidence: Above 0 and below 1.
  /// - Returns: `nil` as ``PatientBootstrap`` has it.
  /// - Throws: ``EvaluationError`` with the code `countMismatch`.
  public func interval(
    patients: [String?], resamples: Int = 2000, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator
  ) throws(EvaluationError) -> ConfidenceInterval? {
    guard patients.count == sampleCount else {
      throw EvaluationError(
        .countMismatch, "There are \(sampleCount) samples but \(patients.count) patients.")
    }
    let bootstrap = ClusterBootstrap(patients: patients)
    var parts = resampled(by: bootstrap.patientOfSample)
    return bootstrap.intervals(
      count: 1, resamples: resamples, confidence: confidence, using: &generator
    ) { draws in
      [Self.value(of: &parts, draws: draws)]
    }[0]
  }

  /// The strata that compare anything, ready to be drawn again.
  /// - Parameter patientOfSample: of every sample.
  func resampled(by patientOfSample: [Int]) -> [ResampledScores] {
    samples.filter { $0.scored.ranked.hasBothClasses }.map { sample in
      ResampledScores(sample.scored, patientOfSample: sample.indices.map { patientOfSample[$0] })
    }
  }

  static func value(of parts: inout [ResampledScores], draws: [Int]) -> Double? {
    value(of: parts.indices.map { parts[$0].resample(draws: draws) })
  }

  private static func value(of strata: [RankedScores]) -> Double? {
    var twiceWins = 0
    var pairs = 0
    for stratum in strata {
      twiceWins += stratum.twiceWins
      pairs += stratum.pairCount
    }
    return pairs > 0 ? Double(twiceWins) / Double(2 * pairs) : nil
  }
}
