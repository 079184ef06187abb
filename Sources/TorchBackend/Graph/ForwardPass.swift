import CTorch
import NeuralNetwork

/// Computes one layer after the other, with what holds for a whole pass.
struct ForwardPass {
  let runtime: TorchRuntime
  let usesBatchStatistics: Bool
  /// Rows of the table before this one use the running statistics all the same.
  let firstLearningBlock: Int
  let momentum: Double
  /// With whose images batch statistics are shared; nil for this process's alone.
  let group: ProcessGroup?
  /// For the next layer that something is left out behind.
  var dropout: Dropout?

  /// What the layer puts out, its function included.
  func apply(
    _ step: GraphStep, to input: Tensor, kept: [Int: Tensor]
  ) throws(TorchError) -> Tensor {
    let output: Tensor
    switch step.layer.operation {
    case .convolution(let convolution):
      output = try convolve(input, convolution, step, groups: 1)
    case .depthwiseConvolution(let convolution):
      output = try convolve(input, convolution, step, groups: step.layer.inputShape.channels)
    case .squeezeExcite(let block): output = try squeezeExcite(input, block, step)
    case .add(let index):
      guard let other = kept[index] else {
        throw TorchError(.failed, "a sum reads layer \(index), which is gone")
      }
      output = try input + other
    case .maxPooling(let pooling):
      var windows = ctorch_windows(
        window: pooling.window, stride: pooling.stride, padding: pooling.padding)
      output = try runtime.tensor {
        runtime.functions.pointee.max_pooling(input.handle, &windows, $0, $1, $2)
      }
    case .flatten:
      output = try runtime.tensor {
        runtime.functions.pointee.flatten(input.handle, $0, $1, $2)
      }
    case .dense:
      guard let weights = step.weights.first, let bias = weights.bias else {
        throw TorchError(.failed, "a dense layer has no weights")
      }
      output = try input.dense(weights.kernel, bias)
    }
    guard let function = Self.function(step.layer.activation) else { return output }
    return try output.unary(function)
  }

  private func convolve(
    _ input: Tensor, _ convolution: Layer.Convolution, _ step: GraphStep, groups: Int
  ) throws(TorchError) -> Tensor {
    guard let weights = step.weights.first else {
      throw TorchError(.failed, "a convolution has no weights")
    }
    var windows = ctorch_windows(
      window: convolution.kernel, stride: convolution.stride, padding: convolution.padding)
    let output = try runtime.tensor {
      runtime.functions.pointee.convolution(
        input.handle, weights.kernel.handle, weights.bias?.handle, &windows, Int64(groups), $0,
        $1, $2)
    }
    guard let norm = step.normalization else { return output }
    guard usesBatchStatistics, step.block >= firstLearningBlock else {
      return try output.normalized(norm, usesBatch: false, momentum: momentum)
    }
    guard let group else {
      return try output.normalized(norm, usesBatch: true, momentum: momentum)
    }
    return try group.normalize(output, norm, momentum: momentum)
  }

  /// Leaves out numbers of a matrix.
  mutating func dropOut(_ input: Tensor) throws(TorchError) -> Tensor {
    guard let dropout else { return input }
    self.dropout = dropout.next
    return try input.dropout(dropout)
  }

  private func squeezeExcite(
    _ input: Tensor, _ block: Layer.SqueezeExcite, _ step: GraphStep
  ) throws(TorchError) -> Tensor {
    guard step.weights.count == 2, let reduceBias = step.weights[0].bias,
      let expandBias = step.weights[1].bias, let inner = Self.function(block.inner),
      let gate = Self.function(block.gate)
    else { throw TorchError(.failed, "squeeze-and-excite has no weights") }
    return try runtime.tensor {
      runtime.functions.pointee.squeeze_excite(
        input.handle, step.weights[0].kernel.handle, reduceBias.handle,
        step.weights[1].kernel.handle, expandBias.handle, inner, gate, $0, $1, $2)
    }
  }

  private static func function(_ activation: Activation) -> ctorch_unary? {
    switch activation {
    case .none: nil
    case .relu: CTORCH_RELU
    case .hardSwish: CTORCH_HARD_SWISH
    case .hardSigmoid: CTORCH_HARD_SIGMOID
    case .silu: CTORCH_SILU
    case .sigmoid: CTORCH_SIGMOID
    }
  }
}

extension ctorch_windows {
  init(window: Int, stride: Int, padding: Padding) {
    self.init(
      window: Int64(window), stride: Int64(stride), top: Int64(padding.top),
      left: Int64(padding.left), bottom: Int64(padding.bottom), right: Int64(padding.right))
  }
}

extension Tensor {
  /// As fp32, whatever autocast made it.
  func asFloat() throws(TorchError) -> Tensor { try unary(CTORCH_TO_FLOAT) }
}
