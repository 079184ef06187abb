import CKernels

/// Runs a plan on one image after another, on one thread at a time.
///
/// All memory is taken when the session is made; `run` takes none. For several cores make a session
/// for each: results do not depend on how many there are. For one image on several cores see
/// `PartedSession`.
public final class InferenceSession {
  public let plan: ExecutionPlan
  /// Where the image goes: normalised, in the order row, column, channel. `run` does not change it.
  public let input: UnsafeMutableBufferPointer<Float>

  /// The mean of every channel of the layer that the plan taps, over all places, after the last run: valid
  /// until the next, and no longer than the session. `plan.tapCount` values.
  public let tap: UnsafeBufferPointer<Float>

  let arena: UnsafeMutablePointer<Float>
  let output: UnsafeBufferPointer<Float>
  let steps: [BoundStep]

  /// Takes memory for one run of `plan` at a time: `arenaByteCount` bytes.
  public init(_ plan: ExecutionPlan) {
    self.plan = plan
    let built = plan.built
    let arena = UnsafeMutableRawPointer.allocate(byteCount: built.arenaCount * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: built.arenaCount)
    arena.initialize(repeating: 0, count: built.arenaCount)
    self.arena = arena
    input = UnsafeMutableBufferPointer(
      start: arena + built.input, count: plan.network.inputShape.count)
    output = UnsafeBufferPointer(start: arena + built.output, count: plan.outputCount)
    tap = UnsafeBufferPointer(
      start: arena + (plan.tapCount > 0 ? built.steps[built.tapStep].output : 0),
      count: plan.tapCount)
    steps = built.steps.map {
      BoundStep($0, arena: arena, weights: UnsafePointer(built.weights.base))
    }
  }

  deinit { UnsafeMutableRawPointer(arena).deallocate() }

  /// Runs the network on what `input` holds.
  ///
  /// - Returns: `plan.outputCount` values in the session's own memory: valid until the next run, and
  ///   no longer than the session. Where nothing else keeps the session alive that long, use
  ///   `outputs()`, `firstOutput()` or `withExtendedLifetime`.
  public func run() -> UnsafeBufferPointer<Float> {
    for index in steps.indices { steps[index].run(plan.kernels) }
    return output
  }

  /// Runs the network; a copy of all values that come out.
  public func outputs() -> [Float] { [Float](run()) }

  /// Runs the network; the first value that comes out: a classifier's logit.
  public func firstOutput() -> Float { run()[0] }
}

@available(*, unavailable)
extension InferenceSession: Sendable {}
