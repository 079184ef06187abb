import CKernels

extension Step {
  /// Floats of this step's panels.
  func packedCount(_ kernels: UnsafePointer<lentigo_kernels>) -> Int {
    let columns = outputShape.channels
    return switch kernel {
    #if !arch(wasm32)
      case .winograd(_, let tile, _):
        lentigo_packed_winograd_count(kernels, tile, inputShape.channels, columns)
    #endif
    case .depthwise: lentigo_packed_depthwise_count(kernels, depth, columns)
    case .dense: lentigo_packed_dense_count(kernels, depth, columns)
    default: lentigo_packed_matrix_count(kernels, depth, columns)
    }
  }

  /// Lays weights and bias out as the kernel reads them.
  func pack(
    _ weights: [Float], _ bias: [Float], _ kernels: UnsafePointer<lentigo_kernels>,
    into panels: UnsafeMutablePointer<Float>
  ) {
    let columns = outputShape.channels
    switch kernel {
    #if !arch(wasm32)
      case .winograd(_, let tile, _):
        let scratch = PackedWeights(count: inputShape.channels * columns)
        lentigo_pack_winograd(
          kernels, weights, bias, tile, inputShape.channels, columns, scratch.base, panels)
    #endif
    case .depthwise: lentigo_pack_depthwise(kernels, weights, bias, depth, columns, panels)
    case .dense: lentigo_pack_dense(kernels, weights, bias, depth, columns, panels)
    default: lentigo_pack_matrix(kernels, weights, columns, bias, depth, columns, panels)
    }
  }

  /// Weights per output.
  private var depth: Int {
    switch kernel {
    case .depthwise(let convolution): convolution.kernel * convolution.kernel
    case .convolution(let convolution, _):
      convolution.kernel * convolution.kernel * inputShape.channels
    case .dense: inputShape.count
    default: inputShape.channels
    }
  }
}
