import NeuralNetwork
import Report

/// How long one kernel takes for one call that a network makes.
struct KernelResult: Encodable {
  let kernel: String
  let architecture: String
  let input: Shape
  let output: Shape
  let instructionSet: String
  let microseconds: Double
  /// Billions of additions and multiplications a second; nil where the kernel only compares.
  let gigaflops: Double?
  /// Billions of bytes a second, of activations and weights that are touched at least once.
  let gigabytes: Double
  /// How many times as fast as the scalar reference.
  let timesScalar: Double?

  init(
    _ call: KernelProbe.Call, instructionSet: String, microseconds: Double,
    scalarMicroseconds: Double?
  ) {
    kernel = call.kernel
    architecture = "\(call.architecture)"
    input = call.inputShape
    output = call.outputShape
    self.instructionSet = instructionSet
    self.microseconds = microseconds
    gigaflops = call.operations > 0 ? Double(call.operations) / microseconds / 1e3 : nil
    gigabytes = Double(call.bytes) / microseconds / 1e3
    timesScalar = scalarMicroseconds.map { $0 / microseconds }
  }

  private enum CodingKeys: String, CodingKey {
    case kernel, architecture, input, output
    case instructionSet = "instruction_set"
    case microseconds = "us"
    case gigaflops = "gflops"
    case gigabytes = "gb_s"
    case timesScalar = "times_scalar"
  }

  func encode(to encoder: any Encoder) throws {
    var json = encoder.container(keyedBy: CodingKeys.self)
    try json.encode(kernel, forKey: .kernel)
    try json.encode(architecture, forKey: .architecture)
    try json.encode(input.dimensions, forKey: .input)
    try json.encode(output.dimensions, forKey: .output)
    try json.encode(instructionSet, forKey: .instructionSet)
    try json.encode(microseconds, forKey: .microseconds)
    try json.encodeIfPresent(gigaflops, forKey: .gigaflops)
    try json.encode(gigabytes, forKey: .gigabytes)
    try json.encodeIfPresent(timesScalar, forKey: .timesScalar)
  }

  /// All results below one another.
  static func text(_ results: [KernelResult]) -> String {
    Table(
      head: [
        "kernel", "network", "input", "output", "instructions", "us", "GFLOP/s", "GB/s",
        "x scalar",
      ], textColumns: 5, rows: results.map(\.cells)
    ).fittedText(isRuled: false, dispensable: ["GB/s", "output", "input", "GFLOP/s"])
  }

  private var cells: [String] {
    [
      kernel, architecture, input.text, output.text, instructionSet,
      Numbers.fixed(microseconds, 1), gigaflops.map { Numbers.fixed($0, 1) } ?? "-",
      Numbers.fixed(gigabytes, 1), timesScalar.map { Numbers.fixed($0, 1) } ?? "-",
    ]
  }
}
