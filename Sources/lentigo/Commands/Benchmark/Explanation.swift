import NeuralNetwork

/// A plan with the time of each step: what `lentigo benchmark --explain` prints.
struct Explanation: Encodable {
  let architecture: String
  let precision: String
  let instructionSet: String
  let limits: CoreLimits
  let runs: Int
  let wholeMicroseconds: Double
  let sumMicroseconds: Double
  let clockMicroseconds: Double
  let multiplyAdds: Int
  let executedMultiplyAdds: Int
  let arenaBytes: Int
  let weightBytes: Int
  let steps: [TimedStep]
  /// The three steps that lose most time against peak, the worst first.
  let worst: [StepDiagnosis]

  private enum CodingKeys: String, CodingKey {
    case architecture, precision, limits, runs, steps, worst
    case instructionSet = "instruction_set"
    case wholeMicroseconds = "whole_us"
    case sumMicroseconds = "sum_us"
    case clockMicroseconds = "clock_us"
    case multiplyAdds = "multiply_adds"
    case executedMultiplyAdds = "executed_multiply_adds"
    case arenaBytes = "arena_bytes"
    case weightBytes = "weight_bytes"
  }

  /// Measures `plan` on this machine, on one core.
  init(_ plan: ExecutionPlan, seconds: Double) {
    let limits = CoreLimits(for: plan)
    let timings = StepTimings(plan, seconds: seconds)
    let sum = timings.steps.reduce(0, +)
    let steps = zip(plan.stepDescriptions, timings.steps).enumerated().map { index, step in
      TimedStep(index, step.0, microseconds: step.1, of: sum, limits)
    }
    architecture = "\(plan.network.architecture)"
    precision = "\(plan.precision.name)"
    instructionSet = "\(plan.instructionSet)"
    self.limits = limits
    runs = timings.runs
    wholeMicroseconds = timings.whole
    sumMicroseconds = sum
    clockMicroseconds = timings.clock
    multiplyAdds = steps.reduce(0) { $0 + $1.description.multiplyAdds }
    executedMultiplyAdds = steps.reduce(0) { $0 + $1.description.executedMultiplyAdds }
    arenaBytes = plan.arenaByteCount
    weightBytes = plan.weightByteCount
    self.steps = steps
    worst = steps.sorted { $0.lostMicroseconds > $1.lostMicroseconds }.prefix(3).map {
      StepDiagnosis($0, limits, lanes: plan.instructionSet.lanes)
    }
  }
}
