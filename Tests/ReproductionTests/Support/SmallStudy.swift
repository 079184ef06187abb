import Dataset
import Foundation
import Report
import Reproduction
import Synchronization
import TestSupport
import Training

/// Fifty drawn lesions and the backbone that comes with the package: a whole reproduction in seconds.
struct SmallStudy: Sendable {
  let folder = TemporaryDirectory()

  static let imageCount = 50
  static let weights = SharedData.packageRoot + "/Models"

  init() throws {
    try FileManager.default.copyItem(atPath: Self.lesions.get().path, toPath: data)
  }

  var data: String { folder.file("lesions") }
  var output: String { folder.file("output") }

  /// Drawn once for all tests.
  private static let lesions = Result<TemporaryDirectory, any Error> {
    let folder = TemporaryDirectory()
    try SyntheticDataset.write(
      count: imageCount, directory: folder.path, seed: 3, malignantShare: 0.4, side: 96)
    return folder
  }

  func configuration(
    _ change: (inout ReproductionConfiguration) -> Void = { _ in }
  ) throws -> ReproductionConfiguration {
    var recipe = Recipe.paper
    (recipe.epochs, recipe.batchSize) = (2, 16)
    var configuration = ReproductionConfiguration(
      manifest: try Manifest.load(directory: data), dataName: "lesions",
      weightsDirectory: Self.weights, output: output, networks: [.mobileNetV3Small],
      recipe: recipe, threads: 2)
    configuration.timingDuration = .zero
    change(&configuration)
    return configuration
  }

  /// Changes the fields of every row of the labels, after the heading.
  func changeLabels(_ change: (inout [String]) -> Void) throws {
    let text = try String(contentsOfFile: data + "/train.csv", encoding: .utf8)
    var lines = text.split(separator: "\n").map(String.init)
    for index in lines.indices.dropFirst() {
      var fields = lines[index].components(separatedBy: ",")
      change(&fields)
      lines[index] = fields.joined(separator: ",")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "lesions/train.csv")
  }

  /// The report in the output folder.
  func writtenReport() throws -> PaperReport {
    try JSONDecoder().decode(PaperReport.self, from: Data(folder.read("output/report.json")))
  }

  /// Every file of the output folder, with the folders they are in.
  var files: Set<String> {
    let all = FileManager.default.enumerator(atPath: output)?.compactMap { $0 as? String } ?? []
    return Set(all)
  }
}

/// What a run said, in order; several threads may write.
final class Journal: Sendable {
  private struct State {
    var notices: [String] = []
    var done: [ReproductionStage] = []
    var reused: [ReproductionStage] = []
    var epochs = 0
    var work: Set<String> = []
  }

  private let state = Mutex(State())

  var notices: [String] { state.withLock { $0.notices } }
  var done: [ReproductionStage] { state.withLock { $0.done } }
  var reused: [ReproductionStage] { state.withLock { $0.reused } }
  var epochs: Int { state.withLock { $0.epochs } }
  var work: Set<String> { state.withLock { $0.work } }

  func note(_ event: ReproductionEvent) {
    state.withLock { state in
      switch event {
      case .notice(let sentence): state.notices.append(sentence)
      case .finished(.data, _, _): break
      case .finished(let stage, let isNew, _):
        if isNew { state.done.append(stage) } else { state.reused.append(stage) }
      case .epoch: state.epochs += 1
      case .progress(let work, _, _): state.work.insert(work)
      case .began: break
      }
    }
  }

  /// Runs and writes down what is said.
  func run(
    _ configuration: ReproductionConfiguration,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> PaperReport {
    try Reproducer(configuration).run(isCancelled: isCancelled, onEvent: note)
  }

  /// Runs until `isDone` says that enough is done, which must stop the run.
  func runUntil(
    _ configuration: ReproductionConfiguration, _ isDone: @escaping @Sendable (Journal) -> Bool
  ) throws -> ReproductionError? {
    do {
      _ = try run(configuration, isCancelled: { isDone(self) })
      return nil
    } catch let error as ReproductionError {
      return error
    }
  }
}

extension PaperReport {
  /// Without what differs from run to run: times, and the machine's cores.
  var timeless: PaperReport {
    var report = self
    report.machine.cores = 0
    report.settings.removeAll { $0.name == "Inference time" }
    for index in report.classifiers.indices { report.classifiers[index].timing = nil }
    return report
  }
}

/// What the small study ends in when nothing interrupts it.
struct WholeRun: Sendable {
  let study: SmallStudy
  let report: PaperReport
  let journal: Journal

  static func shared() throws -> WholeRun { try result.get() }

  private static let result = Result {
    let study = try SmallStudy()
    let journal = Journal()
    let report = try journal.run(study.configuration())
    return WholeRun(study: study, report: report, journal: journal)
  }
}
