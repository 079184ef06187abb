import CKernels

extension Step {
  /// Floats of this step's panels. Not inlined, because three callers would each carry a copy.
  @inline(never)
  func packedCount(_ kernels: UnsafePointer<lentigo_kernels>) -> Int {
    let columns = outputShape.channels
    return switch kernel {
    case .winograd(_, let tile, _):
      WinogradTiling.packedCount(
        kernels, tile: tile, inputs: inputShape.channels, outputs: columns)
    #if !arch(wasm32)
      case .reducedMatrix(let precision, _), .reducedConvolution(let precision, _, _),
        .reducedDense(let precision):
        lentigo_packed_reduced_count(
          kernels, precision.rawValue, taps, depth / taps, columns)
    #endif
    case .depthwise: lentigo_packed_depthwise_count(kernels, depth, columns)
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
    case .winograd(_, let tile, _):
      WinogradTiling.pack(
        weights, bias, kernels, tile: tile, inputs: inputShape.channels, outputs: columns,
        into: panels)
    #if !arch(wasm32)
      case .reducedMatrix(let precision, _), .reducedConvolution(let precision, _, _),
        .reducedDense(let precision):
        lentigo_pack_reduced(
          kernels, precision.rawValue, weights, bias, taps, depth / taps, columns, panels)
    #endif
    case .depthwise: lentigo_pack_depthwise(kernels, weights, bias, depth, columns, panels)
    default: lentigo_pack_matrix(kernels, weights, columns, bias, depth, columns, panels)
    }
  }
}
