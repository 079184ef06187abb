/// What a process has behind `SharedBatchNorm`.
struct BatchNormReport: Encodable {
  /// Of its own images.
  let output: [Float]
  let inputGradient: [Float]
  /// Gradients, summed over all processes.
  let gamma: [Float]
  let beta: [Float]
  /// The running statistics.
  let mean: [Float]
  let variance: [Float]
  let isChannelsLast: Bool
}
