#if !hasFeature(Embedded)

  /// A network's tensors under the names, shapes and orders of their origin, with batch norm folded
  /// into kernels and biases: what a file needs that `Network.isFolded(in:)`.
  ///
  /// The engine computes the same bits from them as from the unfolded tensors, since it folds by the
  /// same arithmetic when it loads those. (`FoldedTensors` has one order whatever the origin instead.)
  package struct FoldedNormalization {
    /// In the order of execution.
    package private(set) var tensors: [(parameter: Parameter, floats: [Float])] = []

    /// Reads the tensors of `network` from `file`, folded or not.
    ///
    /// - Throws: `WeightsError`, as `ExecutionPlan` does.
    package init(_ network: Network, in file: Safetensors) throws(WeightsError) {
      let reader = WeightReader(file: file, network: network)
      let isFolded = network.isFolded(in: file)
      for layer in network.layers {
        switch layer.operation {
        case .convolution(let convolution), .depthwiseConvolution(let convolution):
          try add(convolution.weights, reader, isFolded: isFolded)
        default:
          for parameter in layer.parameters {
            tensors.append((parameter, try reader.floats(parameter)))
          }
        }
      }
    }

    private mutating func add(
      _ weights: ConvolutionWeights, _ reader: WeightReader, isFolded: Bool
    ) throws(WeightsError) {
      var kernel = try reader.floats(weights.kernel)
      guard let norm = weights.normalization, !isFolded else {
        tensors.append((weights.kernel, kernel))
        tensors.append((weights.bias, try reader.floats(weights.bias)))
        return
      }
      let scale = try reader.scale(of: norm)
      let bias = try reader.foldedBias(weights, norm, scale: scale)
      let valuesPerOutput = kernel.count / scale.count
      for index in kernel.indices {
        let output =
          switch weights.order {
          case .outputInputRowColumn: index / valuesPerOutput
          case .rowColumnInputOutput: index % scale.count
          }
        kernel[index] = Float(Double(kernel[index]) * scale[output])
      }
      tensors.append((weights.kernel, kernel))
      tensors.append((weights.bias, bias))
    }
  }

#endif
