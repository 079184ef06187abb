import Foundation
import Report
import Reproduction
import Synchronization
import Training

/// Shows a reproduction as it goes: a bar for what the stage is at, a row of Table 2 as soon as it
/// is known.
final class ReproductionDisplay: Sendable {
  private let printsJSON: Bool
  private let started = ContinuousClock.now
  private let progress = StageProgress()
  /// Whether the table's heading stands on the terminal.
  private let hasHeading = Mutex(false)

  init(printsJSON: Bool) {
    self.printsJSON = printsJSON
  }

  func show(_ event: ReproductionEvent) {
    switch event {
    case .began(let stage, let number, let count):
      progress.begin("\(number)/\(count) \(stage.title)")
      if !StandardError.isTerminal {
        StandardError.report("stage \(number) of \(count): \(stage.title)")
      }
    case .progress(let work, let done, let total): progress.bar(work).update(done, of: total)
    case .epoch(let record):
      progress.note(
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
    progress.clear()
  }

  /// The last words of a run that came to its end.
  func finish(_ report: PaperReport, folder: String) {
    clear()
    if printsJSON {
      if let line = try? JSON.line(report) { progress.print(line) }
      return
    }
    for row in report.classifiers {
      if let missing = row.missing { StandardError.report("\(row.name): \(missing)") }
    }
    let path = (folder as NSString).appendingPathComponent("report.html")
    progress.print(
      "\nDone in \(Numbers.duration(ContinuousClock.now - started)). The report: \(path)")
  }

  private func print(_ stage: ReproductionStage, isNew: Bool, _ report: PaperReport) {
    if printsJSON {
      let result = StageResult(stage, isNew: isNew, report)
      if let line = try? JSON.line(result) { progress.print(line) }
      return
    }
    guard let text = ReproductionText.line(stage, report) else { return }
    let isFirst = hasHeading.withLock { hasHeading in
      defer { hasHeading = true }
      return !hasHeading
    }
    if isFirst { progress.print(ReproductionText.heading(report)) }
    progress.print(isNew ? text : "\(text)  (done before)")
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
