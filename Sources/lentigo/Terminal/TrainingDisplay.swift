import Dataset
import Foundation
import Synchronization
import Training

/// Shows a training as it goes: a bar while it works, a row an epoch.
final class TrainingDisplay: Sendable {
  private let title: String
  private let epochs: Int
  private let log: String
  private let printsJSON: Bool
  private let dataWords: String
  private let started = ContinuousClock.now
  private let loading = ProgressBar("Decoding")
  private let preparing = ProgressBar("Validation features")
  private let learningNovelty = ProgressBar("Learning what lesions look like")
  private let measuring = MeasuringDisplay()
  private let epochBar = Mutex<ProgressBar?>(nil)
  private let hasLostOutput = Mutex(false)

  /// - Parameters:
  ///   - title: what is trained, and how.
  ///   - epochs: of the whole training.
  ///   - log: the file with the rows, for whoever lost them.
  ///   - dataWords: the data as the user named them, for the next command to type.
  init(title: String, epochs: Int, log: String, printsJSON: Bool, dataWords: String) {
    self.title = title
    self.epochs = epochs
    self.log = log
    self.printsJSON = printsJSON
    self.dataWords = dataWords
  }

  func show(_ event: TrainingEvent) {
    switch event {
    case .loadingImages(let done, let total): loading.update(done, of: total)
    case .leftOut(let images): report(images)
    case .started(let start): show(start)
    case .preparing(let done, let total): preparing.update(done, of: total)
    case .step(let epoch, let batch, let batches, let meanLoss):
      preparing.clear()
      bar(epoch).update(batch, of: batches, note: "loss \(Numbers.fixed(meanLoss, 4))")
    case .fineTuningStep(let step):
      bar(step.epoch).update(step.batch, of: step.batches, note: Self.note(step))
    case .epoch(let record):
      clear()
      epochBar.withLock { $0 = nil }
      show(record)
    case .fittingNovelty(let done, let total): learningNovelty.update(done, of: total)
    case .measuring:
      learningNovelty.clear()
      measuring.show(event)
    case .notice(let sentence):
      clear()
      StandardError.report(sentence)
    }
  }

  private func bar(_ epoch: Int) -> ProgressBar {
    epochBar.withLock { bar in
      let current = bar ?? ProgressBar("Epoch \(epoch)/\(epochs)")
      bar = current
      return current
    }
  }

  private static func note(_ step: FineTuningStep) -> String {
    var words = ["loss \(Numbers.fixed(step.meanLoss, 4))"]
    if let speed = step.imagesPerSecond { words.append("\(Int(speed.rounded())) images/s") }
    words.append("waiting \(Numbers.fixed(100 * step.waitingShare, 1)) %")
    if let left = step.timeLeft { words.append("\(Numbers.clock(left)) to the end") }
    return words.joined(separator: ", ")
  }

  /// Wipes whatever bar is on the screen.
  func clear() {
    loading.clear()
    preparing.clear()
    learningNovelty.clear()
    measuring.clear()
    epochBar.withLock { $0?.clear() }
  }

  /// The last words of a training that went well.
  func finish(_ model: TrainedModel) {
    clear()
    let seconds = ContinuousClock.now - started
    if printsJSON {
      printJSON(FinishedModel(model, seconds: seconds))
      return
    }
    let point = model.metadata.operatingPoint
    let training = model.metadata.training
    print(
      """

      Kept epoch \(training.bestEpoch): validation AUC \(Numbers.fixed(training.validationAUC)).
      Operating point (\(point.rule)): refer from \(Numbers.fixed(point.threshold)), \
      sensitivity \(Numbers.fixed(point.sensitivity)), specificity \(Numbers.fixed(point.specificity)) \
      on the validation images.
      \(NoveltyText.sentence(model.metadata.novelty))\(Self.offer(model.metadata.precisions))
      Wrote \(model.path) in \(Numbers.duration(seconds)). The test images have not been opened; next:
        lentigo evaluate --model \(model.path) \(dataWords)
      """)
  }

  /// Which lower precisions the model is offered in, and why not in the others.
  private static func offer(_ precisions: [MeasuredPrecision]?) -> String {
    (precisions ?? []).map { measured in
      let losses =
        "\(Numbers.fixed(measured.aucLoss, 4)) AUC and \(Numbers.fixed(measured.sensitivityLoss)) "
        + "sensitivity at 90 % specificity lost"
      return measured.offered
        ? "\n\(measured.precision) is offered (--precision \(measured.precision)): \(losses)."
        : "\n\(measured.precision) is not offered: \(measured.reasons)."
    }.joined()
  }

  private func report(_ images: [ImageFailure]) {
    clear()
    StandardError.report(
      images.map { "left out: \($0.path): \($0.message)" }, atMost: 10,
      rest: "more images left out; `lentigo dataset inspect` lists them all")
  }

  private func show(_ start: TrainingStart) {
    clear()
    guard !printsJSON else { return }
    func part(_ images: Int, _ malignant: Int) -> String {
      "\(Numbers.grouped(images)) images (\(Numbers.grouped(malignant)) malignant)"
    }
    print(
      """
      \(title)
        training    \(part(start.trainingImages, start.trainingMalignant)), \
      \(Numbers.grouped(start.imagesPerEpoch)) drawn an epoch
        validation  \(part(start.validationImages, start.validationMalignant))

      \(Self.heading)
      """)
    for record in start.resumedLog { print(Self.row(record)) }
  }

  private func show(_ record: EpochRecord) {
    if printsJSON {
      printJSON(record)
    } else {
      print(Self.row(record))
    }
  }

  private func printJSON(_ value: some Encodable) {
    if let line = try? JSON.line(value) { print(line) }
  }

  /// Prints a line. Where that is impossible the training goes on all the same, and says so once.
  private func print(_ text: String) {
    do {
      try StandardOutput.line(text)
    } catch {
      let isFirst = hasLostOutput.withLock { lost in
        defer { lost = true }
        return !lost
      }
      if isFirst {
        clear()
        StandardError.report("\(error) The training goes on; its log is \(log).")
      }
    }
  }

  private static let heading =
    "epoch    loss     AUC      AP  recall@.5  specificity@.5  images/s   time"

  private static func row(_ record: EpochRecord) -> String {
    func column(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(1, width - text.count)) + text
    }
    return column("\(record.epoch)", 5) + column(Numbers.fixed(record.trainLoss, 4), 8)
      + column(Numbers.fixed(record.validationAUC, 4), 8)
      + column(Numbers.fixed(record.validationAveragePrecision, 4), 8)
      + column(Numbers.fixed(record.recallAtHalf), 11)
      + column(Numbers.fixed(record.specificityAtHalf), 16)
      + column("\(Int(record.imagesPerSecond.rounded()))", 10)
      + column(Numbers.duration(.seconds(record.seconds)), 7) + (record.isBest ? "  best" : "")
  }

  private struct FinishedModel: Encodable {
    let model: String
    let seconds: Double
    let metadata: ModelMetadata

    init(_ trained: TrainedModel, seconds: Duration) {
      model = trained.path
      self.seconds = seconds / .seconds(1)
      metadata = trained.metadata
    }
  }
}
