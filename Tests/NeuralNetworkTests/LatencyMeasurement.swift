import NeuralNetwork

/// Times runs of a session; the caller brings the clock.
enum LatencyMeasurement {
  /// Nanoseconds of each of `count` runs, after `warmUp` runs that are not counted.
  ///
  /// The session's input is filled with the same numbers every time.
  static func nanoseconds(
    of session: InferenceSession, warmUp: Int, count: Int, now: () -> UInt64
  ) -> [UInt64] {
    var state: UInt32 = 1
    for index in session.input.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      session.input[index] = Float(state >> 8) * 0x1p-23 - 1
    }
    for _ in 0..<warmUp { _ = session.run() }
    var durations: [UInt64] = []
    durations.reserveCapacity(count)
    for _ in 0..<count {
      let start = now()
      _ = session.run()
      durations.append(now() - start)
    }
    return durations
  }
}
