import PretrainedWeights
import Synchronization

/// Shows a download as it goes: a bar with the rate and the time left.
final class FetchDisplay: Sendable {
  private struct Start {
    let done: Int
    let time: ContinuousClock.Instant
  }

  private let name: String
  private let bar: ProgressBar
  private let start = Mutex<Start?>(nil)

  init(_ name: String) {
    self.name = name
    bar = ProgressBar("Fetching")
  }

  func show(_ event: FetchEvent) {
    switch event {
    case .progress(let done, let total):
      bar.update(done, of: total ?? done, note: rate(done))
    case .retrying(let reason, let seconds):
      report("\(reason); trying again in \(Numbers.fixed(seconds, 1)) s")
    case .startingOver(let reason): report("\(reason); starting over")
    }
  }

  func clear() { bar.clear() }

  private func report(_ text: String) {
    bar.clear()
    start.withLock { $0 = nil }
    StandardError.report("\(name): \(text)")
  }

  /// Mean rate since the connection stands: "3.4 MB/s".
  private func rate(_ done: Int) -> String {
    let now = ContinuousClock.now
    let first = start.withLock { start in
      let first = start ?? Start(done: done, time: now)
      start = first
      return first
    }
    let seconds = (now - first.time) / .seconds(1)
    let megabytes = Double(done - first.done) / 1e6
    return seconds > 0.2 ? "\(Numbers.fixed(megabytes / seconds, 1)) MB/s" : ""
  }
}
