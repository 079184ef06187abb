import Training

/// How fast a fine-tuning goes, and what of its time it spends waiting for images.
package struct Pace {
  private let steps: Int
  private let batchSize: Int
  private let started = ContinuousClock.now
  private var epochStarted = ContinuousClock.now
  /// When the trainer began to wait for the next batch.
  private var waitingSince = ContinuousClock.now
  private var done = 0
  private var doneInEpoch = 0
  private var waited = Duration.zero
  private var waitedInEpoch = Duration.zero
  private var worked = Duration.zero
  private var workedInEpoch = Duration.zero

  /// - Parameter steps: that are left to take.
  package init(steps: Int, batchSize: Int) {
    self.steps = steps
    self.batchSize = batchSize
  }

  package mutating func beginEpoch() {
    let now = ContinuousClock.now
    (epochStarted, waitingSince, doneInEpoch) = (now, now, 0)
    (waitedInEpoch, workedInEpoch) = (.zero, .zero)
  }

  /// Called as soon as a batch is there; returns the moment, for `endStep`.
  package mutating func beginStep() -> ContinuousClock.Instant {
    let now = ContinuousClock.now
    waited += now - waitingSince
    waitedInEpoch += now - waitingSince
    return now
  }

  package mutating func endStep(begun: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    worked += now - begun
    workedInEpoch += now - begun
    waitingSince = now
    done += 1
    doneInEpoch += 1
  }

  /// Writing a checkpoint is no waiting for images.
  package mutating func skipPause() { waitingSince = .now }

  package var imagesPerSecond: Double? {
    done > 0
      ? Double(done * batchSize) / max(1e-9, (ContinuousClock.now - started) / .seconds(1)) : nil
  }

  package var waitingShare: Double { Self.share(waited, worked) }
  package var waitingShareOfEpoch: Double { Self.share(waitedInEpoch, workedInEpoch) }
  package var millisecondsPerStepOfEpoch: Double {
    workedInEpoch / .milliseconds(1) / Double(max(1, doneInEpoch))
  }
  package var imagesOfEpoch: Int { doneInEpoch * batchSize }
  package var timeOfEpoch: Duration { ContinuousClock.now - epochStarted }

  package var timeLeft: Duration? {
    done > 0 ? (ContinuousClock.now - started) * (Double(steps - done) / Double(done)) : nil
  }

  private static func share(_ waited: Duration, _ worked: Duration) -> Double {
    let total = waited + worked
    return total > .zero ? waited / total : 0
  }
}
