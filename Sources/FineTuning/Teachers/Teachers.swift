import NeuralNetwork
import Parallelism
import Training

/// Trained networks that say what they think of the pictures of a batch, as the pupil sees them.
///
/// They run in the engine, on the processor: for MobileNetV3-Small a tenth of what the pupil's step
/// takes there, each.
struct Teachers: Sendable {
  private let plans: [ExecutionPlan]
  private let threads: Int

  /// - Throws: `TrainingError` with the code `unusableModel` where a file's tensors do not fit.
  init(
    _ files: [Safetensors], network: Network, instructionSet: InstructionSet, threads: Int
  ) throws(TrainingError) {
    do {
      plans = try files.map { (file) throws(WeightsError) in
        try ExecutionPlan(network, weights: file, instructionSet: instructionSet)
      }
    } catch {
      throw TrainingError(.unusableModel, "A teacher cannot be run.", cause: error)
    }
    self.threads = threads
  }

  /// The teachers' mean risk, in 0...1, of some rows of a batch.
  func risks(of batch: ImageBatch, rows: [Int]) -> [Float] {
    let (pixels, plans) = (batch.pixels, plans)
    let rowLength = 3 * batch.width * batch.height
    return [Float](unsafeUninitializedCapacity: rows.count) { risks, count in
      nonisolated(unsafe) let risks = risks
      nonisolated(unsafe) let pixels = pixels
      Parallel.forEach(
        count: rows.count, workers: threads, makeState: { plans.map { InferenceSession($0) } }
      ) { sessions, index in
        let row = pixels[rows[index] * rowLength..<(rows[index] + 1) * rowLength]
        var sum = 0.0
        for session in sessions {
          _ = session.input.update(fromContentsOf: row)
          sum += Double(sigmoid(session.firstOutput()))
        }
        risks.initializeElement(at: index, to: Float(sum / Double(sessions.count)))
      }
      count = rows.count
    }
  }
}
