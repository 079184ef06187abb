import Dataset
import Evaluation
import ImageCodec
import LesionImage
import Parallelism
import Screening
import Synchronization

/// Degrades labelled pictures in steps, and finds where a model stops to see and what the quality checks do
/// about it.
///
/// Pictures are brought to `Degradation.side` pixels along their longer side first, so that an amount means
/// the same whatever a camera has. What is drawn for one follows from the seed, the kind and the picture's
/// name: each step is the same accident, only worse, and nothing depends on the number of threads.
public struct DegradationStudy: Sendable {
  private let model: ScreeningModel
  private let kinds: [DegradationKind]
  private let rule: RuinRule
  private let seed: UInt64
  private let threads: Int

  /// - Parameters:
  ///   - kinds: none measures the pictures as they are.
  ///   - threads: nil takes one a core.
  public init(
    _ model: ScreeningModel, kinds: [DegradationKind] = DegradationKind.allCases,
    rule: RuinRule = RuinRule(), seed: UInt64 = 0, threads: Int? = nil
  ) {
    self.model = model
    self.kinds = kinds
    self.rule = rule
    self.seed = seed
    self.threads = max(1, threads ?? Parallel.workerCount)
  }

  /// What came out, and the pictures that could not be read.
  public struct Result: Sendable {
    public let findings: StudyFindings
    /// Of every picture in every state, for those who choose limits.
    public let answers: StudyAnswers
    public let failures: [ImageCodecError]
  }

  /// - Parameters:
  ///   - records: of pictures that did not train the model.
  ///   - progress: receives how many pictures are done; from several threads, one at a time.
  ///   - isCancelled: asked before each picture.
  /// - Returns: nil where it was stopped.
  /// - Throws: `EvaluationError` where the network's output is no number.
  public func run(
    _ records: [LesionRecord], progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(EvaluationError) -> Result? {
    let reader = ImageReader(
      paths: records.map(\.path), minimumSide: model.preprocessing.minimumSide)
    typealias Seen = Swift.Result<[Observation], ImageCodecError>
    let state = Mutex((seen: [Seen?](repeating: nil, count: records.count), done: 0))
    Parallel.forEach(count: records.count, workers: threads) {
      Screener(model)
    } _: { screener, index in
      guard !isCancelled() else { return }
      let seen = Seen { () throws(ImageCodecError) in
        try observe(try reader.decode(index), named: records[index].imageName, by: screener)
      }
      state.withLock { state in
        state.seen[index] = seen
        state.done += 1
        progress(state.done)
      }
    }
    var kept: [StudyAnswers.Picture] = []
    var failures: [ImageCodecError] = []
    for (record, seen) in zip(records, state.withLock { $0.seen }) {
      switch seen {
      case .success(let seen)?: kept.append(.init(record: record, observations: seen))
      case .failure(let error)?: failures.append(error)
      case nil: return nil
      }
    }
    let answers = StudyAnswers(pictures: kept, kinds: kinds)
    return Result(
      findings: try StudyFindings(
        good: answers.good, degraded: answers.degraded, labels: kept.map(\.record.isMalignant),
        threshold: Double(model.threshold), rule: rule), answers: answers, failures: failures)
  }

  /// The picture as it is, then each step of each kind.
  private func observe(
    _ decoded: DecodedImage, named name: String, by screener: Screener
  ) throws(ImageCodecError) -> [Observation] {
    let picture = decoded.image.reduced(toSide: Degradation.side)
    func observation(_ image: RGBImage, isSource: Bool) -> Observation {
      Observation(
        screener.screen(
          image, sourceWidth: isSource ? nil : decoded.sourceWidth,
          sourceHeight: isSource ? nil : decoded.sourceHeight))
    }
    var seen = [observation(picture, isSource: false)]
    for kind in kinds {
      for amount in kind.steps {
        var generator = SeededGenerator(
          seed: seed, stream: Self.hash(kind.rawValue), Self.hash(name))
        let degraded = try Degradation(kind, amount).apply(to: picture, using: &generator)
        seen.append(observation(degraded, isSource: kind == .resolution))
      }
    }
    return seen
  }

  /// FNV-1a, which is the same everywhere.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
