import Foundation
import Report
import Reproduction
import Synchronization
import Training

/// Shows a reproduction as it goes: a bar for what the stage is at, a row of Table 2 as soon as it
/// is known.
final class ReproductionDisplay: Sendable {
  private struct State {
    /// Such as `3/11 VGG16`.
    var stage = ""
    var work = ""
    var bar: ProgressBar?
    var began = ContinuousClock.now
    var hasHeading = false
    var hasLostOutput = false
  }

  private let printsJSON: Bool
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  init(printsJSON: Bool) {
    self.printsJSON = printsJSON
  }

  func show(_ event: ReproductionEvent) {
    switch event {
    case .began(let stage, let number, let count):
      state.withLock { state in
        state.stage = "\(number)/\(count) \(stage.title)"
        state.work = ""
        state.began = ContinuousClock.now
      }
      if !StandardError.isTerminal {
        StandardError.report("stage \(number) of \(count): \(stage.title)")
      }
    case .progress(let work, let done, let total): bar(work).update(done, of: total)
    case .epoch(let record):
      note(
        "epoch \(record.epoch): loss \(Numbers.fixed(record.trainLoss, 4)), validation AUC "
          + "\(Numbers.fixed(record.validationAUC, 4))\(record.isBest ? ", the best so far" : "")")
    case .finished(let stage, let isNew, let report):
      clear()
      print(stage, isNew: isNew, report)
    case .notice(let sentence):
      clear()
      StandardError.report(sentence)
    }
  }

  /// Wipes whatever bar is on the screen.
  func clear() {
    state.withLock { $0.bar?.clear() }
  }

  /// The last words of a run that came to its end.
  func finish(_ report: PaperReport, folder: String) {
    clear()
    if printsJSON {
      if let line = try? JSON.line(report) { print(line) }
      return
    }
    for row in report.classifiers {
      if let missing = row.missing { StandardError.report("\(row.name): \(missing)") }
    }
    let path = (folder as NSString).appendingPathComponent("report.html")
    print("\nDone in \(Numbers.duration(ContinuousClock.now - started)). The report: \(path)")
  }

  /// The bar of what the stage is at; another kind of work gets another one.
  private func bar(_ work: String) -> ProgressBar {
    state.withLock { state in
      if state.work == work, let bar = state.bar { return bar }
      state.bar?.clear()
      let bar = ProgressBar("\(state.stage): \(work)")
      (state.work, state.bar) = (work, bar)
      return bar
    }
  }

  /// A line that only says that the work goes on; scripts that want figures read `--json`.
  private func note(_ text: String) {
    clear()
    StandardError.report("\(state.withLock { $0.stage }), \(text)")
  }

  private func print(_ stage: ReproductionStage, isNew: Bool, _ report: PaperReport) {
    if printsJSON {
      let result = StageResult(stage, isNew: isNew, report)
      if let line = try? JSON.line(result) { print(line) }
      return
    }
    guard let text = ReproductionText.line(stage, report) else { return }
    let isFirst = state.withLock { state in
      defer { state.hasHeading = true }
      return !state.hasHeading
    }
    if isFirst { print(ReproductionText.heading(report)) }
    print(isNew ? text : "\(text)  (done before)")
  }

  /// Prints a line. Where that is impossible the run goes on all the same, and says so once.
  private func print(_ text: String) {
    do {
      try StandardOutput.line(text)
    } catch {
      let isFirst = state.withLock { state in
        defer { state.hasLostOutput = true }
        return !state.hasLostOutput
      }
      if isFirst { StandardError.report("\(error) The run goes on; its report is in the folder.") }
    }
  }

  /// A stage's part of the report, as a line of JSON.
  private struct StageResult: Encodable {
    let stage: String
    let isNew: Bool
    var data: PaperReport.DataSection?
    var row: PaperReport.ClassifierRow?
    var ablation: PaperReport.AblationRow?
    var byPatient: PaperReport.PatientSplitRow?

    init(_ stage: ReproductionStage, isNew: Bool, _ report: PaperReport) {
      self.stage = stage.name
      self.isNew = isNew
      switch stage {
      case .data: data = report.data
      case .radiomics, .network: row = ReproductionText.row(stage, report)
      case .ablation(let variant): ablation = report.ablation.first { $0.name == variant.name }
      case .patients: byPatient = report.byPatient.first
      }
    }
  }
}
