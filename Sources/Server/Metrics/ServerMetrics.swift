import Diagnosing
import Synchronization

/// What the server has done since it started. Nothing in it comes from a picture or a client but sums.
final class ServerMetrics: Sendable {
  /// A kind of answer.
  struct Answer: Hashable {
    /// One of the few that the server has, never what a client asked for.
    let route: String
    let status: Int
  }

  struct Figures: Sendable {
    var answers: [Answer: Int] = [:]
    var latencies: [String: Histogram] = [:]
    var openRequests = 0
    var verdicts: [String: Int] = [:]
    var waiting = Histogram()
    var decoding = Histogram()
    var network = Histogram()
  }

  private let content = Mutex(Figures())

  var figures: Figures { content.withLock { $0 } }

  func began() {
    content.withLock { $0.openRequests += 1 }
  }

  /// - Parameter latency: from the request's head to its answer, whose sending is not counted.
  func ended(_ answer: Answer, latency: Duration) {
    content.withLock { figures in
      figures.openRequests -= 1
      figures.answers[answer, default: 0] += 1
      figures.latencies[answer.route, default: Histogram()].add(latency)
    }
  }

  /// How long a picture waited for a thread.
  func waited(_ duration: Duration) {
    content.withLock { $0.waiting.add(duration) }
  }

  func judged(_ verdict: Diagnosis.Outcome, decoding: Duration, network: Duration) {
    content.withLock { figures in
      figures.verdicts[verdict.rawValue, default: 0] += 1
      figures.decoding.add(decoding)
      figures.network.add(network)
    }
  }
}
