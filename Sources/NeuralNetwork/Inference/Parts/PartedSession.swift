#if !arch(wasm32)
  import CKernels

  /// Runs a plan on one image after another, several workers on the same image.
  ///
  /// Every worker calls `run` with its own number, at the same time, each on a thread of its own. Where
  /// one needs what another computes, all call `meet`, which the caller brings: a barrier. What comes
  /// out is what an `InferenceSession` gives, to the bit, for any number of workers.
  ///
  /// The session may be handed to other threads, and that is all it sees to: `input` and `output` are
  /// for one thread, and only while no worker runs.
  public final class PartedSession: @unchecked Sendable {
    // Pointers and programs never change once they are made. What the pointers lead to does: `meet`
    // stands wherever two workers touch the same float and one of them writes.
    public let plan: ExecutionPlan
    /// How many workers run it, at least 1.
    public let workers: Int
    /// Where the image goes: normalised, in the order row, column, channel. `run` does not change it.
    public let input: UnsafeMutableBufferPointer<Float>
    /// `plan.outputCount` values of the last run: valid until the next, and no longer than the session.
    public let output: UnsafeBufferPointer<Float>
    /// The mean of every channel of the layer that the plan taps, as in `InferenceSession`.
    public let tap: UnsafeBufferPointer<Float>
    /// How often all workers meet in a run.
    public let meetings: Int

    private let memory: PackedWeights
    private let programs: [[PartedStep]]

    /// Takes memory for one run at a time: `plan.arenaByteCount` bytes, and scratch for each worker.
    public init(_ plan: ExecutionPlan, workers: Int) {
      let workers = max(workers, 1)
      self.plan = plan
      self.workers = workers
      let built = plan.built
      // A part takes no more scratch memory than the whole step. That of two workers does not share a
      // cache line.
      let scratch = (built.steps.reduce(0) { max($0, $1.scratchCount) } + 15) / 16 * 16
      let sumCount = (built.steps.reduce(0) { max($0, $1.lineSumCount) } + 15) / 16 * 16
      memory = PackedWeights(count: built.arenaCount + sumCount + workers * scratch)
      let arena = memory.base
      let steps = built.steps.map {
        BoundStep($0, arena: arena, weights: UnsafePointer(built.weights.base))
      }
      var builder = PartedProgram(PartPlanner(workers: workers, kernels: plan.kernels))
      for step in steps {
        builder.append(step, sums: arena + built.arenaCount) {
          arena + built.arenaCount + sumCount + $0 * scratch
        }
      }
      programs = builder.programs
      meetings = builder.meetings
      input = UnsafeMutableBufferPointer(
        start: arena + built.input, count: plan.network.inputShape.count)
      output = UnsafeBufferPointer(start: arena + built.output, count: plan.outputCount)
      tap = UnsafeBufferPointer(
        start: arena + (plan.tapCount > 0 ? built.steps[built.tapStep].output : 0),
        count: plan.tapCount)
    }

    /// Worker `worker`'s part of running the network on what `input` holds.
    ///
    /// - Parameters:
    ///   - worker: 0..<`workers`; each number is used by one thread in a run.
    ///   - meet: returns once all workers have called it, and what they wrote before can be read; it
    ///     is called `meetings` times.
    public func run(worker: Int, meet: () -> Void) {
      for step in programs[worker] {
        switch step {
        case .call(let call): call.run(plan.kernels)
        case .meet: meet()
        }
      }
    }
  }
#endif
