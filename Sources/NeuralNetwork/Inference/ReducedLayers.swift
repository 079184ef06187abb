import CKernels

#if arch(wasm32)
  /// WebAssembly has instructions for neither precision, and its module is smaller without.
  struct ReducedLayers {
    init?(_ precision: Precision, everywhere: Bool, kernels: UnsafePointer<lentigo_kernels>) {
      return nil
    }

    func kernel(
      for convolution: Layer.Convolution, _ layer: Layer
    ) -> (kernel: Step.Kernel, scratch: Int)? { nil }

    func dense(depth: Int, columns: Int) -> (kernel: Step.Kernel, scratch: Int)? { nil }
  }
#else
  /// Which layers a plan computes in its reduced precision, and how; the others stay 32-bit floats.
  ///
  /// Decided from shapes and from what the instruction set is good at, never from a stopwatch, so that
  /// a network computes the same in every run.
  struct ReducedLayers {
    let precision: Precision
    /// Every layer that has a kernel, faster or not.
    let everywhere: Bool
    private let kernels: UnsafePointer<lentigo_kernels>

    /// Nil where all stays as it is.
    init?(_ precision: Precision, everywhere: Bool, kernels: UnsafePointer<lentigo_kernels>) {
      guard precision != .fp32 else { return nil }
      self.precision = precision
      self.everywhere = everywhere
      self.kernels = kernels
    }

    /// A convolution's kernel and the floats of scratch memory that it takes, or nil.
    func kernel(
      for convolution: Layer.Convolution, _ layer: Layer
    ) -> (kernel: Step.Kernel, scratch: Int)? {
      let depth = convolution.kernel * convolution.kernel * layer.inputShape.channels
      guard fits(depth), everywhere || keepsDetail(layer) else { return nil }
      let (from, to) = (layer.inputShape, layer.outputShape)
      if convolution.kernel == 1, convolution.padding == .none {
        guard everywhere || paysMatrix(depth: depth, columns: to.channels) else {
          return nil
        }
        return (
          .reducedMatrix(precision, stride: convolution.stride),
          lentigo_reduced_matrix_scratch_count(precision.rawValue, to.pixels, depth)
        )
      }
      // The first convolution reads pixels: a value less per dword, and the most to lose.
      guard from.channels > 3, everywhere || paysConvolution(convolution, layer) else { return nil }
      let band = ConvolutionScratch(
        convolution, layer, floatsPerPixel: (from.channels + perFloat - 1) / perFloat
      ).band
      return (
        .reducedConvolution(precision, convolution, band: band),
        lentigo_reduced_convolution_scratch_count(
          precision.rawValue, band, (to.width - 1) * convolution.stride + convolution.kernel,
          from.channels, convolution.kernel, convolution.stride)
      )
    }

    /// A dense layer's kernel and its scratch memory, or nil.
    ///
    /// These wait for their weights, not for arithmetic: measured, bf16 takes .75 of the time of floats
    /// with 64 x 240 weights and .5 with 5184 x 128, int8 .3 of it with either. Smaller ones gain nothing,
    /// and the last layer, of one output, keeps all its bits for next to no time.
    func dense(depth: Int, columns: Int) -> (kernel: Step.Kernel, scratch: Int)? {
      guard fits(depth), columns > 1, everywhere || depth * columns >= 4096 else { return nil }
      return (
        .reducedDense(precision),
        lentigo_reduced_matrix_scratch_count(precision.rawValue, 1, depth)
      )
    }

    /// Measured on Sapphire Rapids: int8 takes .9 of the time of floats with 24 x 88 weights and .35 with
    /// 96 x 576; with 16 x 72 or 72 x 24 rounding the inputs costs what multiplying them saves. bf16 takes
    /// twice the time of floats, unless its instructions are faster than there.
    private func paysMatrix(depth: Int, columns: Int) -> Bool {
      precision == .int8
        ? depth * columns >= 2048 : kernels.pointee.bf16_is_faster != 0
    }

    /// Measured on Sapphire Rapids: int8 takes .4 to .9 of the time of Winograd's filtering in floats,
    /// .3 of that of plain convolution; bf16 three times that of Winograd's filtering and more.
    private func paysConvolution(_ convolution: Layer.Convolution, _ layer: Layer) -> Bool {
      if precision == .int8 { return true }
      return kernels.pointee.bf16_is_faster != 0
        && WinogradTiling(convolution, layer, lanes: kernels.pointee.lanes) == nil
    }

    /// Whether a layer reads channels enough to forgive int8's steps. With fewer than 32, near the
    /// image, all that follows rests on each of them: pretrained MobileNetV3-Small's features move by
    /// .29 of their size with every layer in int8, by .09 as planned.
    private func keepsDetail(_ layer: Layer) -> Bool {
      precision != .int8 || layer.inputShape.channels >= 32
    }

    /// Values in the place of a float.
    private var perFloat: Int { precision == .int8 ? 4 : 2 }

    /// Whether sums of this many products stay within 32-bit integers.
    private func fits(_ depth: Int) -> Bool {
      precision != .int8 || depth <= Int(LENTIGO_INT8_LARGEST_DEPTH)
    }
  }
#endif
