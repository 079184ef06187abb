import NeuralNetwork

/// Times every kernel of every instruction set that runs here, at shapes that the networks have.
struct KernelBenchmark {
  /// The networks whose shapes are taken.
  let architectures: [Architecture]
  /// How long each kernel is run.
  let duration: Duration

  /// Results in the order of the networks; within one, of their steps.
  ///
  /// - Parameter isDone: receives how many calls of how many are timed.
  func run(isDone: (Int, Int) -> Void) throws -> [KernelResult] {
    let calls = try calls()
    var results: [KernelResult] = []
    for (index, call) in calls.enumerated() {
      isDone(index, calls.count)
      var scalar: Double?
      for set in InstructionSet.available {
        guard let probe = KernelProbe(call, instructionSet: set) else { continue }
        let microseconds = time(probe, isReference: set == .scalar)
        if set == .scalar { scalar = microseconds }
        results.append(
          KernelResult(
            call, instructionSet: "\(set)", microseconds: microseconds,
            scalarMicroseconds: scalar))
      }
    }
    isDone(calls.count, calls.count)
    return results
  }

  /// Those of full precision, and of lower ones what full precision does not have.
  private func calls() throws -> [KernelProbe.Call] {
    let precisions = Precision.allCases.filter { $0.isAvailable(on: .best) }
    return try architectures.flatMap { architecture in
      var calls: [KernelProbe.Call] = []
      for precision in precisions {
        for call in try KernelProbe.calls(of: architecture, precision: precision)
        where !calls.contains(where: { $0.kernel == call.kernel }) {
          calls.append(call)
        }
      }
      return calls
    }
  }

  /// Microseconds a call: the median of batches that last long enough for the clock. The reference
  /// is slow and steady, so that one call of it is enough.
  private func time(_ probe: KernelProbe, isReference: Bool) -> Double {
    let clock = ContinuousClock()
    let first = clock.measure { probe.run() }
    if isReference, first > duration { return first / .microseconds(1) }
    let warm = clock.measure { probe.run() }
    let batch = max(1, Int(.microseconds(20) / max(warm, .nanoseconds(1))))
    var times: [Double] = []
    let start = clock.now
    while times.count < 3 || clock.now - start < duration {
      let took = clock.measure { for _ in 0..<batch { probe.run() } }
      times.append(took / .microseconds(1) / Double(batch))
    }
    times.sort()
    return times[times.count / 2]
  }
}
