#if !arch(wasm32)
  /// What a worker does next.
  enum PartedStep {
    case call(BoundStep)
    /// Wait until all workers are here.
    case meet
  }
#endif
