import NeuralNetwork

/// One step of a plan with its time, and what follows from both.
struct TimedStep: Encodable {
  let index: Int
  let description: StepDescription
  let microseconds: Double
  /// Of the sum over all steps.
  let shareOfTime: Double
  /// 1e9 multiplications and additions a second that the kernel did.
  let gflops: Double
  let shareOfPeak: Double
  /// 1e9 bytes a second of weights and activations, each counted once.
  let gigabytes: Double
  /// Microseconds beyond those that its arithmetic takes at peak.
  let lostMicroseconds: Double

  init(
    _ index: Int, _ description: StepDescription, microseconds: Double, of sum: Double,
    _ limits: CoreLimits
  ) {
    self.index = index
    self.description = description
    self.microseconds = microseconds
    let operations = 2 * Double(description.executedMultiplyAdds)
    // Steps too short for the clock divide by nothing.
    let seconds = max(microseconds, 0.001) / 1e6
    shareOfTime = sum > 0 ? microseconds / sum : 0
    gflops = operations / seconds / 1e9
    shareOfPeak = gflops / limits.peakGFLOPs
    gigabytes = Double(description.movedByteCount) / seconds / 1e9
    lostMicroseconds = max(microseconds - operations / limits.peakGFLOPs / 1e3, 0)
  }

  /// The layer's name, or its place in the network where it has no tensors.
  var name: String {
    description.name.isEmpty
      ? "layer \(description.layer)" : String(decoding: description.name, as: UTF8.self)
  }

  private enum CodingKeys: String, CodingKey {
    case index, layer, name, kernel, input, output, activation, window, stride, tile, block
    case residual = "adds_residual"
    case multiplyAdds = "multiply_adds"
    case executedMultiplyAdds = "executed_multiply_adds"
    case weightBytes = "weight_bytes"
    case readBytes = "read_bytes"
    case writtenBytes = "written_bytes"
    case scratchBytes = "scratch_bytes"
    case arenaBytes = "arena_bytes"
    case microseconds = "us"
    case shareOfTime = "share_of_time"
    case gflops
    case shareOfPeak = "share_of_peak"
    case gigabytes = "gb_s"
    case lostMicroseconds = "lost_us"
  }

  func encode(to encoder: any Encoder) throws {
    var json = encoder.container(keyedBy: CodingKeys.self)
    let step = description
    try json.encode(index, forKey: .index)
    try json.encode(step.layer, forKey: .layer)
    try json.encode(name, forKey: .name)
    try json.encode("\(step.kernel.name)", forKey: .kernel)
    try json.encode(step.inputShape.dimensions, forKey: .input)
    try json.encode(step.outputShape.dimensions, forKey: .output)
    try json.encode("\(step.activation)", forKey: .activation)
    try json.encode(step.addsResidual, forKey: .residual)
    try json.encode(step.window, forKey: .window)
    try json.encode(step.stride, forKey: .stride)
    try json.encode(step.tile, forKey: .tile)
    try json.encode(step.block, forKey: .block)
    try json.encode(step.multiplyAdds, forKey: .multiplyAdds)
    try json.encode(step.executedMultiplyAdds, forKey: .executedMultiplyAdds)
    try json.encode(step.weightByteCount, forKey: .weightBytes)
    try json.encode(step.readByteCount, forKey: .readBytes)
    try json.encode(step.writtenByteCount, forKey: .writtenBytes)
    try json.encode(step.scratchByteCount, forKey: .scratchBytes)
    try json.encode(step.arenaByteCount, forKey: .arenaBytes)
    try json.encode(microseconds, forKey: .microseconds)
    try json.encode(shareOfTime, forKey: .shareOfTime)
    try json.encode(gflops, forKey: .gflops)
    try json.encode(shareOfPeak, forKey: .shareOfPeak)
    try json.encode(gigabytes, forKey: .gigabytes)
    try json.encode(lostMicroseconds, forKey: .lostMicroseconds)
  }
}
