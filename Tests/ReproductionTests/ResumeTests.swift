import Foundation
import Report
import Reproduction
import Testing

/// A run that is stopped goes on where it was, and ends in the same numbers.
@Suite("Stopped reproductions")
struct ResumeTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  /// Stopped after each stage, with other numbers of threads from run to run.
  @Test func stoppedAfterEveryStage() throws {
    let whole = try WholeRun.shared().report
    var runs: [Journal] = []
    while runs.count < 20 {
      let journal = Journal()
      runs.append(journal)
      let threads = 1 + runs.count % 2
      let error = try journal.runUntil(study.configuration { $0.threads = threads }) {
        !$0.done.isEmpty
      }
      let written = try study.writtenReport()
      #expect(written.data == whole.data)
      guard let error else { break }
      #expect(error.code == .cancelled && error.message.contains("the same command goes on"))
      if runs.count == 1 {
        #expect(written.classifiers[1].missing == "not run yet: the same command goes on")
        #expect(written.classifiers[0].measurement != nil && written.ablation.isEmpty)
      }
    }
    // Seven stages, one a run, none twice.
    #expect(runs.map(\.done.count) == [1, 1, 1, 1, 1, 1, 1])
    #expect(runs.map(\.reused.count) == [0, 1, 2, 3, 4, 5, 6])
    #expect(runs.reduce(0) { $0 + $1.epochs } == 12)
    #expect(try study.writtenReport().timeless == whole.timeless)

    // Once more: nothing is left to do.
    let again = Journal()
    let report = try again.run(study.configuration())
    #expect(again.done.isEmpty && again.reused.count == 7 && again.epochs == 0)
    #expect(again.notices.isEmpty && !again.work.contains("looking at images"))
    #expect(report.timeless == whole.timeless)
  }

  /// Stopped within trainings: after the first, the second, … epoch of each run.
  @Test func stoppedWithinTrainings() throws {
    let whole = try WholeRun.shared().report
    var epochs = 0
    for _ in 0..<30 {
      let journal = Journal()
      let error = try journal.runUntil(study.configuration()) { $0.epochs >= 1 }
      epochs += journal.epochs
      guard error != nil else { break }
      #expect(error?.code == .cancelled)
      #expect(journal.notices.isEmpty)
    }
    #expect(epochs == 12)
    #expect(try study.writtenReport().timeless == whole.timeless)
    #expect(!study.files.contains { $0.hasSuffix(".checkpoint") })
  }

  @Test func checkpointOfAnotherTrainingIsReplacedOnlyIfAllowed() throws {
    _ = try Journal().runUntil(study.configuration()) { $0.epochs >= 1 }
    let checkpoint = "output/models/mobilenet-v3-small.safetensors.checkpoint"
    let bytes = try study.folder.read(checkpoint)
    let radiomics = study.output + "/stages/svm-radiomics.json"
    try FileManager.default.removeItem(atPath: radiomics)
    let refused = try Journal().runUntil(study.configuration { $0.seed = 1 }) { _ in false }
    #expect(refused?.code == .occupied && refused?.message.contains("--overwrite") == true)
    #expect(try study.folder.read(checkpoint) == bytes)
    let journal = Journal()
    let allowed = try study.configuration {
      ($0.seed, $0.overwrites) = (1, true)
    }
    _ = try journal.runUntil(allowed) { $0.done.count >= 1 && $0.epochs >= 2 }
    #expect(journal.notices.contains { $0.contains(".checkpoint cannot be gone on with") })
    #expect(journal.epochs == 2)
  }
}
