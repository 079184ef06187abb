import Dataset
import Evaluation
import Foundation
import NeuralNetwork
import Report
import Screening
import Training

/// Times a network over the test images as the paper did, and alone.
struct NetworkTimer {
  let threads: Int
  let machine: PaperReport.Machine
  /// How long the network alone is run.
  let duration: Duration
  let isCancelled: @Sendable () -> Bool
  let progress: @Sendable (_ done: Int, _ total: Int) -> Void

  /// Scores the images' files and takes the time of it and of the network alone.
  ///
  /// - Throws: `ReproductionError` where a file cannot be read, or on cancellation.
  func measure(
    _ model: ScreeningModel, on images: [LesionRecord]
  ) throws(ReproductionError) -> (scores: [Double], timing: PaperReport.InferenceTiming) {
    let start = ContinuousClock.now
    let scores = try scores(model, of: images)
    let timing = PaperReport.InferenceTiming(
      images: images.count, seconds: (ContinuousClock.now - start) / .seconds(1),
      cores: machine.cores, networkMilliseconds: networkMilliseconds(model.plan), machine: machine)
    return (scores, timing)
  }

  /// Scores the images' files, from the first file to the last score, decoding included.
  ///
  /// - Throws: as `measure`.
  func scores(
    _ model: ScreeningModel, of images: [LesionRecord]
  ) throws(ReproductionError) -> [Double] {
    let scorer = BatchScorer(model, threads: threads)
    let files = scorer.score(
      images.map(\.path), progress: { progress($0, images.count) }, isCancelled: isCancelled)
    guard files.count == images.count else { throw .stopped }
    var scores: [Double] = []
    for file in files {
      switch file.score {
      case .success(let score): scores.append(Double(score))
      case .failure(let error):
        throw ReproductionError(
          .unusableData, "\(error) It could be read before: leave the data alone until the end.")
      }
    }
    return scores
  }

  /// Median milliseconds of one run on one core.
  private func networkMilliseconds(_ plan: ExecutionPlan) -> Double {
    let session = InferenceSession(plan)
    for index in session.input.indices { session.input[index] = Float(index % 255) / 127 - 1 }
    for _ in 0..<2 { _ = session.run() }
    let clock = ContinuousClock()
    let start = clock.now
    var timings: [Double] = []
    // A second is enough for a fast network, and a slow one is not made to wait for long.
    while timings.count < 5 || timings.count < 500 && clock.now - start < duration {
      timings.append(clock.measure { _ = session.run() } / .milliseconds(1))
      if isCancelled() { break }
    }
    return timings.sorted()[timings.count / 2]
  }
}
