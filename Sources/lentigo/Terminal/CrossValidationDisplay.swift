import Foundation
import Report
import Reproduction
import Synchronization

/// Shows a cross-validation as it goes: a bar while a model is worked on, a line when it is tested.
final class CrossValidationDisplay: Sendable {
  private struct State {
    /// Such as `3/8 finetune, fold 1`.
    var stage = ""
    var work = ""
    var bar: ProgressBar?
    var hasLostOutput = false
  }

  private let printsJSON: Bool
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  init(printsJSON: Bool) {
    self.printsJSON = printsJSON
  }

  func show(_ event: CrossValidationEvent) {
    switch event {
    case .began(let title, let number, let count):
      state.withLock { state in
        state.stage = "\(number)/\(count) \(title)"
        state.work = ""
      }
      if !StandardError.isTerminal {
        StandardError.report("model \(number) of \(count): \(title)")
      }
    case .progress(let work, let done, let total): bar(work).update(done, of: total)
    case .epoch(let record):
      clear()
      StandardError.report(
        "\(state.withLock { $0.stage }), epoch \(record.epoch): loss "
          + "\(Numbers.fixed(record.trainLoss, 4)), validation AUC "
          + "\(Numbers.fixed(record.validationAUC, 4))\(record.isBest ? ", the best so far" : "")")
    case .finished(let row, let isNew):
      clear()
      if printsJSON {
        if let line = try? JSON.line(row) { print(line) }
      } else {
        print(CrossValidationDocument.line(row) + (isNew ? "" : "  (done before)"))
      }
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
  func finish(_ report: CrossValidationReport, folder: String) {
    clear()
    if printsJSON {
      if let line = try? JSON.line(report) { print(line) }
      return
    }
    let path = (folder as NSString).appendingPathComponent("report.html")
    print(
      "\n\(CrossValidationDocument(report).text)\n\nDone in "
        + "\(Numbers.duration(ContinuousClock.now - started)). The report: \(path)\n\n"
        + Diagnosis.disclaimer)
  }

  /// The bar of what the model is at; another kind of work gets another one.
  private func bar(_ work: String) -> ProgressBar {
    state.withLock { state in
      if state.work == work, let bar = state.bar { return bar }
      state.bar?.clear()
      let bar = ProgressBar("\(state.stage): \(work)")
      (state.work, state.bar) = (work, bar)
      return bar
    }
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
}
