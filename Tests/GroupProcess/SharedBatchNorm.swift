import NeuralNetwork
import TorchBackend

/// Five small images, shared out as evenly as can be, behind batch norm and a loss.
struct SharedBatchNorm {
  static let images = 5
  static let shape = [images, 4, 6, 3]

  private let group: ProcessGroup
  private let norm: BatchNorm
  private let own: Range<Int>
  private let input: Tensor

  init(_ group: ProcessGroup) throws {
    self.group = group
    let channels = Self.shape[1]
    func row(_ values: [Float]) throws -> Tensor { try Tensor(values, shape: [channels]) }
    norm = BatchNorm(
      gamma: try row([1, 0.5, -2, 3]), beta: try row([0, 1, 0.25, -1]),
      mean: try row([0, 40, 1, 0]), variance: try row([1, 2, 3, 4]), epsilon: 1e-3)
    try norm.gamma.setTrainable(true)
    try norm.beta.setTrainable(true)
    let (rank, count) = (group.settings.rank, group.settings.worldSize)
    own = Self.images * rank / count..<Self.images * (rank + 1) / count
    // A mean far from zero loses the variance of whoever subtracts squares.
    let scale = try Tensor([1, 0.5, 20, 0.01], shape: [1, channels, 1, 1])
    let offset = try Tensor([0.5, 50, -4, 0], shape: [1, channels, 1, 1])
    let spread = try Self.numbers("spread")
    input = try (spread * scale + offset)[own].channelsLast()
    try input.setTrainable(true)
  }

  /// -1..<1, the same in every process.
  private static func numbers(_ name: String) throws -> Tensor {
    let floats = GeneratedWeights.uniform(name.utf8, count: shape.reduce(1, *))
    return try Tensor(floats.map { $0 * 2 - 1 }, shape: shape)
  }

  /// As a network computes it: alone where there is one process.
  func output() throws -> Tensor {
    group.settings.worldSize > 1
      ? try group.normalize(input, norm, momentum: 0.25)
      : try input.normalized(norm, usesBatch: true, momentum: 0.25)
  }

  /// This process's part of a sum over all images.
  func loss(of output: Tensor) throws -> Tensor {
    let weights = try Self.numbers("weights")[own]
    return try (output * output * weights).sum()
  }

  func report() throws -> BatchNormReport {
    let output = try output()
    try group.backward(from: loss(of: output))
    let inputGradient = try input.gradient()
    try group.averageGradients([norm.gamma, norm.beta], share: 1)
    return BatchNormReport(
      output: try output.floats(), inputGradient: try inputGradient?.floats() ?? [],
      gamma: try norm.gamma.gradient()?.floats() ?? [],
      beta: try norm.beta.gradient()?.floats() ?? [], mean: try norm.mean.floats(),
      variance: try norm.variance.floats(),
      isChannelsLast: try output.channelsLast().sharesMemory(with: output)
        && inputGradient?.channelsLast().sharesMemory(with: inputGradient ?? output) == true)
  }
}
