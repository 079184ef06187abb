extension Network {
  /// Whether batch norm is folded into kernels and biases in this file: it has a tensor of batch norm
  /// for none of the network's convolutions.
  ///
  /// Asked of the file as a whole, because a single one that is missing shall not pass for folded.
  package func isFolded(in file: Safetensors) -> Bool {
    !layers.contains { layer in
      guard let parameters = layer.normalization?.parameters else { return false }
      return parameters.contains { file.tensor(named: $0.name) != nil }
    }
  }

  /// The tensors that this file must supply, in the order of execution: where batch norm is folded,
  /// each convolution's kernel and bias in place of its kernel and batch norm's four.
  package func parameters(in file: Safetensors) -> [Parameter] {
    guard isFolded(in: file) else { return parameters }
    return layers.flatMap { layer in
      switch layer.operation {
      case .convolution(let convolution), .depthwiseConvolution(let convolution):
        [convolution.weights.kernel, convolution.weights.bias]
      default: layer.parameters
      }
    }
  }
}
