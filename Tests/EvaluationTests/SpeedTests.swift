import Evaluation
import Foundation
import Testing

/// At the size of the full ISIC 2020 training set: 33,126 images, 584 malignant, 2,056 patients.
///
/// Bounds are many times what a slow machine needs; they catch a quadratic step, not a slow day. What is
/// bounded is the thread's own processor time: a thousand tests beside this one cost it nothing.
@Suite(.serialized) struct SpeedTests {
  private static func isic2020() throws -> ScoredLabels {
    try Samples.drawn(33_126, positives: 584.0 / 33_126, seed: 2020)
  }

  @Test func areaAndIntervalOfTheWholeSet() throws {
    let scored = try Self.isic2020()
    let best = try fastest(of: 5) {
      let again = try ScoredLabels(scores: scored.scores, labels: scored.labels)
      #expect(again.areaUnderROC != nil && again.deLongInterval() != nil)
    }
    #expect(best < .milliseconds(300))
    print("AUC and DeLong of \(scored.count) samples, sorting included: \(best)")
  }

  @Test func pairedTestOfTheWholeSet() throws {
    let scored = try Self.isic2020()
    let other = try scored.mapScores { ($0 * 100).rounded() }
    let best = try fastest(of: 3) {
      let comparison = try scored.comparingAUC(with: other)
      #expect(comparison != nil)
    }
    #expect(best < .milliseconds(500))
    print("Paired DeLong of \(scored.count) samples: \(best)")
  }

  @Test func bootstrapOfTheWholeSet() throws {
    let scored = try Self.isic2020()
    let patients = scored.labels.indices.map { "IP_\($0 % 2056)" }
    let best = try fastest(of: 1) {
      var generator = SplitMix64(seed: 1)
      let bootstrap = try PatientBootstrap(scored, patients: patients)
      #expect(bootstrap.interval(resamples: 200, using: &generator) != nil)
    }
    #expect(best < .seconds(3))
    print("200 resamples of \(scored.count) samples: \(best)")
  }

  @Test func summaryByPatientOfTheWholeSet() throws {
    let scored = try Self.isic2020()
    let patients = scored.labels.indices.map { "IP_\($0 % 2056)" }
    let best = try fastest(of: 1) {
      var generator = SplitMix64(seed: 1)
      let summary = try EvaluationSummary(
        scored, patients: patients, operatingThreshold: 0.5, using: &generator)
      #expect(summary.byPatient?.auc != nil)
    }
    #expect(best < .seconds(30))
    print("Summary of \(scored.count) samples with 2,000 resamples: \(best)")
  }

  private func fastest(of runs: Int, _ body: () throws -> Void) rethrows -> Duration {
    try (0..<runs).map { _ in
      let start = threadTime()
      try body()
      return threadTime() - start
    }.min() ?? .zero
  }

  private func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
