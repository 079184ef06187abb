import NeuralNetwork

/// Why a step takes longer than its arithmetic would at peak, as far as its figures tell.
struct StepDiagnosis: Encodable {
  let step: Int
  let lostMicroseconds: Double
  /// At least one.
  let reasons: [String]

  private enum CodingKeys: String, CodingKey {
    case step, reasons
    case lostMicroseconds = "lost_us"
  }

  /// - Parameter lanes: Floats in a vector.
  init(_ step: TimedStep, _ limits: CoreLimits, lanes: Int) {
    self.step = step.index
    lostMicroseconds = step.lostMicroseconds
    let reasons =
      Self.memory(step, limits) + Self.arithmetic(step, lanes: lanes) + Self.size(step)
    self.reasons = reasons.isEmpty ? ["its figures do not tell why"] : reasons
  }

  /// What moving the bytes takes: weights come from beyond the second-level cache, whose place the
  /// other layers take from one image to the next; activations that fit it come from there, and so do
  /// those that arrived sooner than they could have from beyond.
  private static func memory(_ step: TimedStep, _ limits: CoreLimits) -> [String] {
    let weights = Double(step.description.weightByteCount)
    let activations = Double(step.description.readByteCount + step.description.writtenByteCount)
    let isNear = activations <= 1e6 || activations / limits.farGBs / 1e3 > step.microseconds
    let bandwidth = isNear ? limits.nearGBs : limits.farGBs
    let microseconds = (weights / limits.farGBs + activations / bandwidth) / 1e3
    let share = microseconds / max(step.microseconds, 0.001)
    guard share >= 0.2 else { return [] }
    let parts =
      [(weights, "weights", limits.farGBs), (activations, "activations", bandwidth)]
      .filter { $0.0 / $0.2 / 1e3 >= microseconds / 10 }
      .map { "\(bytes($0.0)) of \($0.1) at \(Numbers.fixed($0.2, 1)) GB/s" }
    let verdict = share >= 0.6 ? "memory-bound" : "memory takes part"
    let amount = share >= 1 ? "all of that" : "\(Numbers.fixed(microseconds, 1)) us of that"
    return ["\(verdict): \(parts.joined(separator: " and ")) take \(amount)"]
  }

  private static func arithmetic(_ step: TimedStep, lanes: Int) -> [String] {
    let description = step.description
    let channels = description.outputShape.channels
    var reasons: [String] = []
    let filled = Double(channels) / Double((channels + lanes - 1) / lanes * lanes)
    if filled < 0.9 {
      reasons.append(
        "\(channels) channels fill \(Numbers.fixed(100 * filled, 0)) % of their vectors of \(lanes)"
      )
    }
    switch description.kernel {
    case .depthwise:
      let uses = Double(description.multiplyAdds) / Double(description.inputShape.count)
      reasons.append("each value read meets only \(Numbers.fixed(uses, 1)) products")
    case .matrix, .convolution:
      let depth = description.window * description.window * description.inputShape.channels
      if depth < 64 {
        reasons.append("sums of \(depth) products only, each begun and stored once")
      }
      let pixels = description.outputShape.height * description.outputShape.width
      if pixels < 64 { reasons.append("each weight read serves only \(pixels) pixels") }
    case .winograd:
      let saved = Double(description.multiplyAdds) / Double(description.executedMultiplyAdds)
      reasons.append(
        "the transforms, not counted as arithmetic, for \(Numbers.fixed(saved, 1)) times fewer products"
      )
    case .channelMean, .channelScale, .add, .maxPooling:
      reasons.append("hardly any arithmetic")
    case .matrixBF16, .matrixInt8, .convolutionBF16, .convolutionInt8:
      reasons.append("inputs are rounded on the way in, which is not counted as arithmetic")
    case .dense, .denseBF16, .denseInt8: break
    }
    return reasons
  }

  private static func size(_ step: TimedStep) -> [String] {
    step.microseconds < 2 ? ["latency: a call of \(Numbers.fixed(step.microseconds, 2)) us"] : []
  }

  private static func bytes(_ count: Double) -> String {
    count < 1e6 ? "\(Numbers.fixed(count / 1e3, 0)) kB" : "\(Numbers.fixed(count / 1e6, 2)) MB"
  }
}
