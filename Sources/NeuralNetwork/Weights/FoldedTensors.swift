#if !hasFeature(Embedded)

  /// A network's tensors as any engine can use them: batch norm folded into kernels and biases, one
  /// order of numbers whatever the origin.
  package struct FoldedTensors {
    /// A tensor of layer number `layer`.
    package struct Tensor {
      /// `3.kernel`, `3.bias`; for squeeze-and-excite `3.reduce.kernel` and so on.
      package let name: [UInt8]
      /// Convolutions: rows, columns, inputs, outputs. Depthwise: rows, columns, channels. Dense:
      /// inputs, outputs. Biases: outputs.
      package let shape: [Int]
      package let floats: [Float]
    }

    /// In the order of execution.
    package let tensors: [Tensor]

    /// Reads the tensors of `network` from `file`.
    ///
    /// - Throws: `WeightsError`, as `ExecutionPlan` does.
    package init(_ network: Network, in file: Safetensors) throws(WeightsError) {
      let reader = WeightReader(file: file, network: network)
      var tensors: [Tensor] = []
      for (index, layer) in network.layers.enumerated() {
        let channels = layer.inputShape.channels
        func add(_ part: StaticString, _ shape: [Int], _ folded: FoldedConvolution) {
          let name = [UInt8]().appending(index).appending(part)
          tensors.append(
            Tensor(name: name.appending(".kernel"), shape: shape, floats: folded.weights))
          tensors.append(
            Tensor(
              name: name.appending(".bias"), shape: [folded.bias.count], floats: folded.bias))
        }
        switch layer.operation {
        case .convolution(let convolution):
          let side = convolution.kernel
          add(
            "", [side, side, channels, layer.outputShape.channels],
            try reader.convolution(convolution.weights))
        case .depthwiseConvolution(let convolution):
          let side = convolution.kernel
          add("", [side, side, channels], try reader.convolution(convolution.weights))
        case .squeezeExcite(let block):
          add(".reduce", [1, 1, channels, block.squeezed], try reader.convolution(block.reduce))
          add(".expand", [1, 1, block.squeezed, channels], try reader.convolution(block.expand))
        case .dense(let dense):
          add(
            "", dense.kernel.shape,
            FoldedConvolution(
              weights: try reader.floats(dense.kernel), bias: try reader.floats(dense.bias)))
        case .add, .maxPooling, .flatten: break
        }
      }
      self.tensors = tensors
    }
  }

#endif
