/// What one timing found.
struct BenchmarkResult: Encodable {
  let architecture: String
  let precision: String
  let instructionSet: String
  let threads: Int
  let batch: Int
  let runs: Int
  /// Memory for one image at a time: activations and scratch.
  let arenaBytes: Int
  /// Memory of the packed weights, shared by all threads.
  let weightBytes: Int
  /// Per image.
  let medianMilliseconds: Double
  let fastestMilliseconds: Double
  let slowestMilliseconds: Double

  init(
    architecture: String, precision: String, instructionSet: String, threads: Int, batch: Int,
    runs: Int, arenaBytes: Int, weightBytes: Int, sorted: [Double]
  ) {
    self.architecture = architecture
    self.precision = precision
    self.instructionSet = instructionSet
    self.threads = threads
    self.batch = batch
    self.runs = runs
    self.arenaBytes = arenaBytes
    self.weightBytes = weightBytes
    medianMilliseconds = sorted[sorted.count / 2]
    fastestMilliseconds = sorted[0]
    slowestMilliseconds = sorted[sorted.count - 1]
  }

  private enum CodingKeys: String, CodingKey {
    case architecture, precision, threads, batch, runs
    case instructionSet = "instruction_set"
    case arenaBytes = "arena_bytes"
    case weightBytes = "weight_bytes"
    case medianMilliseconds = "median_ms"
    case fastestMilliseconds = "fastest_ms"
    case slowestMilliseconds = "slowest_ms"
  }

  var text: String {
    """
    \(architecture), \(precision), \(instructionSet): \
    \(Numbers.fixed(medianMilliseconds)) ms per image \
    (median of \(Numbers.grouped(runs)) runs, \(Numbers.fixed(fastestMilliseconds)) to \
    \(Numbers.fixed(slowestMilliseconds)))
    threads \(threads), batch \(batch): \(Numbers.fixed(1000 / medianMilliseconds, 0)) images a second
    """
  }
}
