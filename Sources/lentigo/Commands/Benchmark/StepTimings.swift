import NeuralNetwork

/// Medians over many runs of a session: of each step, and of runs that nothing watched in between.
struct StepTimings {
  /// Microseconds of each step, without what reading the clock takes.
  let steps: [Double]
  /// Microseconds of a run that was not watched.
  let whole: Double
  /// Microseconds that reading the clock takes; once a step, already subtracted.
  let clock: Double
  let runs: Int

  /// Watched runs and others take turns for `seconds`, at least ten of each, so that both meet the
  /// same machine.
  init(_ plan: ExecutionPlan, seconds: Double) {
    let session = InferenceSession(plan)
    _ = session.input.update(from: GeneratedWeights.image(count: session.input.count))
    let clock = ContinuousClock()
    let readings = (0..<1001).map { _ in clock.now }
    let reading = Self.median(
      zip(readings.dropFirst(), readings).map { Self.microseconds($0 - $1) })

    let count = plan.stepDescriptions.count
    var marks = [ContinuousClock.Instant](repeating: clock.now, count: count)
    var steps = [[Double]](repeating: [], count: count)
    var whole: [Double] = []
    for _ in 0..<5 { _ = session.run() }
    let start = clock.now
    while whole.count < 10 || clock.now - start < .seconds(seconds) {
      whole.append(Self.microseconds(clock.measure { _ = session.run() }))
      var last = clock.now
      _ = session.run(observing: { marks[$0] = clock.now })
      for index in marks.indices {
        steps[index].append(Self.microseconds(marks[index] - last))
        last = marks[index]
      }
    }
    self.clock = reading
    self.steps = steps.map { max(Self.median($0) - reading, 0) }
    self.whole = Self.median(whole)
    runs = whole.count
  }

  private static func microseconds(_ duration: Duration) -> Double {
    duration / .microseconds(1)
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
