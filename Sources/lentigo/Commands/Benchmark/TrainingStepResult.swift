/// What timing steps of fine-tuning found.
struct TrainingStepResult: Encodable {
  let architecture: String
  let threads: Int
  let batch: Int
  let steps: Int
  /// Per step.
  let medianMilliseconds: Double
  let fastestMilliseconds: Double
  let slowestMilliseconds: Double

  /// Runs the benchmark.
  init(_ benchmark: TrainingStepBenchmark) throws {
    let sorted = try benchmark.run()
    architecture = "\(benchmark.architecture)"
    threads = benchmark.threads
    batch = benchmark.batch
    steps = sorted.count
    medianMilliseconds = sorted[sorted.count / 2]
    fastestMilliseconds = sorted[0]
    slowestMilliseconds = sorted[sorted.count - 1]
  }

  var text: String {
    func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
    return "\(architecture), training step of \(batch) images on \(threads) thread(s): "
      + "\(rounded(medianMilliseconds)) ms (\(rounded(fastestMilliseconds)) to "
      + "\(rounded(slowestMilliseconds)), \(steps) steps)"
  }

  private enum CodingKeys: String, CodingKey {
    case architecture, threads, batch, steps
    case medianMilliseconds = "median_ms"
    case fastestMilliseconds = "fastest_ms"
    case slowestMilliseconds = "slowest_ms"
  }
}
