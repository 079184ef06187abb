import ArgumentParser
import Dataset
import NeuralNetwork
import Parallelism

/// `lentigo benchmark`: times the engine alone.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time the inference engine alone.",
    discussion: """
      Runs the network with its head on generated weights, image after image, and reports the \
      median time per image. With several threads, each works on an image of its own. \
      LENTIGO_INSTRUCTION_SET picks the kernels.

      Example:
        lentigo benchmark --architecture mobilenet-v3-small --threads 1 --json
      """)

  enum Precision: String, CaseIterable, ExpressibleByArgument {
    case fp32
  }

  @Option(help: ArgumentHelp("The network; `lentigo models` lists them.", valueName: "name"))
  var architecture = ArchitectureName(.mobileNetV3Small)

  @Option(help: ArgumentHelp("Cores to use.", valueName: "n"))
  var threads: Int = 1

  @Option(help: ArgumentHelp("Images a run. (default: one for each thread)", valueName: "n"))
  var batch: Int?

  @Option(help: "The precision of weights and products.")
  var precision: Precision = .fp32

  @Option(help: ArgumentHelp("How long to measure.", valueName: "s"))
  var seconds: Double = 1

  @Flag(help: "End with one line of JSON.")
  var json = false

  func validate() throws {
    _ = try InstructionSetChoice.current()
    guard (1...1024).contains(threads) else { throw ValidationError("--threads must be 1 to 1024") }
    if let batch, !(1...4096).contains(batch) {
      throw ValidationError("--batch must be 1 to 4096")
    }
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds must be above 0 and at most 3600")
    }
  }

  func run() throws {
    let instructionSet = try InstructionSetChoice.current()
    let architecture = architecture.architecture
    let network = Network.classifier(architecture, origin: .keras)
    let plan = try ExecutionPlan(
      network, weights: try GeneratedWeights.file(for: network), instructionSet: instructionSet)
    let batch = batch ?? threads
    let timings = Self.time(plan, threads: threads, batch: batch, seconds: seconds)
    let result = Result(
      architecture: "\(architecture)", precision: precision.rawValue,
      instructionSet: "\(instructionSet)", threads: threads, batch: batch, runs: timings.count,
      sorted: timings.sorted())
    if json {
      try StandardOutput.line(try JSON.line(result))
    } else {
      try StandardOutput.line(result.text)
    }
  }

  /// Milliseconds per image of each run.
  private static func time(
    _ plan: ExecutionPlan, threads: Int, batch: Int, seconds: Double
  ) -> [Double] {
    let team = Team(plan, size: min(threads, batch))
    let clock = ContinuousClock()
    for _ in 0..<5 { team.run(batch: batch) }
    var timings: [Double] = []
    let start = clock.now
    while timings.count < 10 || clock.now - start < .seconds(seconds) {
      let took = clock.measure { team.run(batch: batch) }
      timings.append(took / .milliseconds(1) / Double(batch))
    }
    return timings
  }

  /// As many sessions as cores, each with its own arena.
  private final class Team: @unchecked Sendable {
    // Each index is used by one thread at a time, which is what makes the sharing safe.
    private let sessions: [InferenceSession]

    init(_ plan: ExecutionPlan, size: Int) {
      sessions = (0..<size).map { _ in
        let session = InferenceSession(plan)
        for index in session.input.indices {
          session.input[index] = Float(index % 255) / 127 - 1
        }
        return session
      }
    }

    func run(batch: Int) {
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

  private struct Result: Encodable {
    let architecture: String
    let precision: String
    let instructionSet: String
    let threads: Int
    let batch: Int
    let runs: Int
    /// Per image.
    let medianMilliseconds: Double
    let fastestMilliseconds: Double
    let slowestMilliseconds: Double

    init(
      architecture: String, precision: String, instructionSet: String, threads: Int, batch: Int,
      runs: Int, sorted: [Double]
    ) {
      self.architecture = architecture
      self.precision = precision
      self.instructionSet = instructionSet
      self.threads = threads
      self.batch = batch
      self.runs = runs
      medianMilliseconds = sorted[sorted.count / 2]
      fastestMilliseconds = sorted[0]
      slowestMilliseconds = sorted[sorted.count - 1]
    }

    private enum CodingKeys: String, CodingKey {
      case architecture, precision, threads, batch, runs
      case instructionSet = "instruction_set"
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
}
