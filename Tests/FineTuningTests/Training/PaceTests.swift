import FineTuning
import Foundation
import Testing

@Suite("Pace of a fine-tuning")
struct PaceTests {
  private static func sleep(_ milliseconds: Double) {
    Thread.sleep(forTimeInterval: milliseconds / 1000)
  }

  /// Waiting for a batch counts, work and the writing of a checkpoint do not.
  @Test func waitingIsToldFromWork() {
    var pace = Pace(steps: 3, batchSize: 8)
    #expect(pace.waitingShare == 0 && pace.timeLeft == nil && pace.imagesPerSecond == nil)
    pace.beginEpoch()
    Self.sleep(60)
    pace.endStep(begun: pace.beginStep())
    #expect(pace.waitingShareOfEpoch > 0.5)

    pace.beginEpoch()
    Self.sleep(60)
    pace.skipPause()
    let begun = pace.beginStep()
    Self.sleep(60)
    pace.endStep(begun: begun)
    #expect(pace.waitingShareOfEpoch < 0.5)
    #expect(pace.waitingShare > pace.waitingShareOfEpoch)
    #expect(pace.millisecondsPerStepOfEpoch >= 60)
    #expect(pace.imagesOfEpoch == 8)
    // Two steps of three took at least 180 ms.
    #expect((pace.timeLeft ?? .zero) >= .milliseconds(90))
    #expect((pace.imagesPerSecond ?? 1000) <= 16 / 0.18)
  }
}
