extension InferenceSession {
  /// Runs the network as `run` does and calls `observe` with each step's index behind that step, so
  /// that the caller's clock can time steps.
  ///
  /// The indices are those of `ExecutionPlan.stepDescriptions`. One core does all of it.
  public func run(observing observe: (_ step: Int) -> Void) -> UnsafeBufferPointer<Float> {
    for index in steps.indices {
      steps[index].run(plan.kernels)
      observe(index)
    }
    return output
  }
}
