import NeuralNetwork

/// The precisions below 32-bit floats of this machine.
enum PrecisionHere {
  static let all = Precision.allCases.filter { $0 != .fp32 && $0.isAvailable(on: .best) }
}
