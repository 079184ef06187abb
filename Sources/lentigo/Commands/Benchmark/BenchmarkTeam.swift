import NeuralNetwork
import Parallelism

/// As many workers as cores: each on images of its own, or all on the same image where there are fewer
/// images than cores.
final class BenchmarkTeam: @unchecked Sendable {
  // Each index is used by one thread at a time, which is what makes the sharing safe.
  private let sessions: [InferenceSession]
  private let shared: (crew: Crew, work: @Sendable (CrewMember) -> Void)?

  init(_ plan: ExecutionPlan, threads: Int, batch: Int) {
    if batch < threads {
      let session = PartedSession(plan, workers: threads)
      _ = session.input.update(from: GeneratedWeights.image(count: session.input.count))
      shared = (
        Crew(size: threads),
        { member in session.run(worker: member.index) { member.meet() } }
      )
      sessions = []
    } else {
      shared = nil
      sessions = (0..<threads).map { _ in InferenceSession(plan) }
      for session in sessions {
        _ = session.input.update(from: GeneratedWeights.image(count: session.input.count))
      }
    }
  }

  func run(batch: Int) {
    if let (crew, work) = shared {
      for _ in 0..<batch { crew.run(work) }
      return
    }
    guard sessions.count > 1 else {
      for _ in 0..<batch { _ = sessions[0].run() }
      return
    }
    Parallel.forEach(count: sessions.count, workers: sessions.count) { [self] worker in
      for _ in stride(from: worker, to: batch, by: sessions.count) {
        _ = sessions[worker].run()
      }
    }
  }
}
