import Diagnosing
import Foundation
import Report
import Reproduction

/// Shows a cross-validation as it goes: a bar while a model is worked on, a line when it is tested.
final class CrossValidationDisplay: Sendable {
  private let printsJSON: Bool
  private let started = ContinuousClock.now
  private let progress = StageProgress()

  init(printsJSON: Bool) {
    self.printsJSON = printsJSON
  }

  func show(_ event: CrossValidationEvent) {
    switch event {
    case .began(let title, let number, let count):
      progress.begin("\(number)/\(count) \(title)")
      if !StandardError.isTerminal {
        StandardError.report("model \(number) of \(count): \(title)")
      }
    case .progress(let work, let done, let total): progress.bar(work).update(done, of: total)
    case .epoch(let record):
      progress.note(
        "epoch \(record.epoch): loss \(Numbers.fixed(record.trainLoss, 4)), validation AUC "
          + "\(Numbers.fixed(record.validationAUC, 4))\(record.isBest ? ", the best so far" : "")")
    case .finished(let row, let isNew):
      clear()
      if printsJSON {
        if let line = try? JSON.line(row) { progress.print(line) }
      } else {
        progress.print(CrossValidationDocument.line(row) + (isNew ? "" : "  (done before)"))
      }
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
  func finish(_ report: CrossValidationReport, folder: String) {
    clear()
    if printsJSON {
      if let line = try? JSON.line(report) { progress.print(line) }
      return
    }
    let path = (folder as NSString).appendingPathComponent("report.html")
    progress.print(
      "\n\(CrossValidationDocument(report).text)\n\nDone in "
        + "\(Numbers.duration(ContinuousClock.now - started)). The report: \(path)\n\n"
        + Diagnosis.disclaimer)
  }
}
