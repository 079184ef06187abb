#if !arch(wasm32)
  import CKernels

  extension lentigo_reduced_matrix {
    /// All rows of a step's product, with one session's arena.
    init(
      _ step: Step, stride: Int, arena: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>
    ) {
      let (from, to) = (step.inputShape, step.outputShape)
      self.init(
        input: UnsafePointer(arena + step.input), panels: weights + step.weights,
        residual: step.second.map { UnsafePointer(arena + $0) }, output: arena + step.output,
        scratch: arena + (step.scratch ?? step.output), first_row: 0, rows: to.pixels,
        depth: from.channels, columns: to.channels, line: to.width,
        line_stride: stride * from.width * from.channels, input_stride: stride * from.channels,
        residual_stride: to.channels, output_stride: to.channels,
        activation: step.activation.rawValue)
    }
  }

  extension lentigo_reduced_convolution {
    /// All rows of a step's output, with one session's arena.
    init(
      _ step: Step, _ convolution: Layer.Convolution, band: Int,
      arena: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>
    ) {
      let (from, to) = (step.inputShape, step.outputShape)
      self.init(
        input: UnsafePointer(arena + step.input), panels: weights + step.weights,
        residual: step.second.map { UnsafePointer(arena + $0) }, output: arena + step.output,
        scratch: arena + (step.scratch ?? step.output), height: from.height, width: from.width,
        channels: from.channels, first_row: 0, rows: to.height, output_width: to.width,
        output_channels: to.channels, residual_stride: to.channels, output_stride: to.channels,
        kernel: convolution.kernel, stride: convolution.stride, pad_top: convolution.padding.top,
        pad_left: convolution.padding.left, band: band, activation: step.activation.rawValue)
    }
  }

  extension lentigo_reduced_dense {
    /// A step's product, with one session's arena.
    init(_ step: Step, arena: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>) {
      self.init(
        input: UnsafePointer(arena + step.input), panels: weights + step.weights,
        output: arena + step.output, scratch: arena + (step.scratch ?? step.output),
        depth: step.inputShape.count, columns: step.outputShape.count,
        activation: step.activation.rawValue)
    }
  }
#endif
