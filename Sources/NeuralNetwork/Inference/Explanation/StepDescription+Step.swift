import CKernels

extension StepDescription {
  /// Describes a step of a plan for `network` on `kernels`.
  init(_ step: Step, of network: Network, _ kernels: UnsafePointer<lentigo_kernels>) {
    let layer = network.layers[step.layer]
    self.layer = step.layer
    name = Self.name(of: layer)
    inputShape = step.inputShape
    outputShape = step.outputShape
    activation = step.activation
    kernel = StepKernel(step.kernel)
    addsResidual = step.addsResidual
    (tile, block) = Self.tiling(of: step, kernels)
    multiplyAdds = step.multiplyAdds
    if case .winograd(_, let tile, _) = step.kernel {
      let side = tile + 2
      executedMultiplyAdds =
        step.outputShape.tiles(of: tile) * side * side * step.inputShape.channels
        * step.outputShape.channels
    } else {
      executedMultiplyAdds = step.multiplyAdds
    }
    (window, stride) = step.window
    weightByteCount = step.weightCount > 0 ? step.packedCount(kernels) * 4 : 0
    readByteCount = (step.inputShape.count + step.secondCount) * 4
    writtenByteCount = step.outputShape.count * 4
    scratchByteCount = step.scratchCount * 4
  }

  private static func tiling(
    of step: Step, _ kernels: UnsafePointer<lentigo_kernels>
  ) -> (tile: Int, block: Int) {
    let rows = kernels.pointee.matrix_rows
    return switch step.kernel {
    case .matrix: (rows, 0)
    case .convolution(_, let band): (rows, band)
    case .winograd(_, let tile, let block): (tile, block)
    #if !arch(wasm32)
      case .reducedMatrix: (rows, 0)
      case .reducedConvolution(_, _, let band): (rows, band)
    #endif
    default: (0, 0)
    }
  }

  /// Up to the last dot or slash of the first tensor's name: `features.1.block.0.0`.
  private static func name(of layer: Layer) -> [UInt8] {
    guard let name = layer.parameters.first?.name else { return [] }
    let end = name.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    return end.map { [UInt8](name[..<$0]) } ?? name
  }
}

extension ExecutionPlan {
  /// What a session runs for one image, in this order.
  public var stepDescriptions: [StepDescription] {
    built.steps.map { StepDescription($0, of: network, kernels) }
  }
}
