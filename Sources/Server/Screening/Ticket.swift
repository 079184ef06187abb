import Synchronization

/// A question that several may answer: a worker, the clock, the one who asked and gives up. The first
/// is heard.
final class Ticket<Answer: Sendable>: Sendable {
  typealias Outcome = Result<Answer, Problem>

  private enum State {
    case open
    case awaited(CheckedContinuation<Outcome, Never>)
    case settled(Outcome)
  }

  private let state = Mutex(State.open)

  /// Whether anybody would still hear an answer.
  var isOpen: Bool {
    state.withLock {
      if case .settled = $0 { false } else { true }
    }
  }

  /// Answers, unless somebody has.
  func settle(_ outcome: Outcome) {
    let waiting = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
      let before = state
      if case .settled = before { return nil }
      state = .settled(outcome)
      if case .awaited(let continuation) = before { return continuation }
      return nil
    }
    waiting?.resume(returning: outcome)
  }

  /// Waits for the answer; to be called once.
  func outcome() async -> Outcome {
    await withCheckedContinuation { continuation in
      let settled = state.withLock { state -> Outcome? in
        if case .settled(let outcome) = state { return outcome }
        state = .awaited(continuation)
        return nil
      }
      if let settled { continuation.resume(returning: settled) }
    }
  }
}
