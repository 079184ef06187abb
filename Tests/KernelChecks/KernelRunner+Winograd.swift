import CKernels
import NeuralNetwork

extension KernelRunner {
  package func winograd(
    _ input: [Float], _ weights: [Float], bias: [Float], residual: [Float]?, image: Shape,
    padding: Int, output shape: Shape, tile: Int, block: Int, activation: Activation
  ) -> [Float] {
    let (inputs, outputs) = (image.channels, shape.channels)
    let panels = GuardedFloats(
      count: lentigo_packed_winograd_count(kernels, tile, inputs, outputs))
    let transformed = GuardedFloats(count: inputs * outputs)
    lentigo_pack_winograd(
      kernels, weights, bias, tile, inputs, outputs, transformed.pointer, panels.pointer)
    let source = GuardedFloats(input)
    let added = residual.map { GuardedFloats($0) }
    let scratch = GuardedFloats(
      count: lentigo_winograd_scratch_count(tile, block, inputs, outputs))
    let output = GuardedFloats(count: shape.count)
    var call = lentigo_winograd(
      input: source.pointer, panels: panels.pointer,
      residual: added.map { UnsafePointer($0.pointer) }, output: output.pointer,
      scratch: scratch.pointer, height: image.height, width: image.width, channels: inputs,
      output_height: shape.height, output_width: shape.width, output_channels: outputs,
      pad_top: padding, pad_left: padding, tile: tile, block: block, first_tile: 0,
      end_tile: ((shape.height + tile - 1) / tile) * ((shape.width + tile - 1) / tile),
      activation: activation.rawValue)
    kernels.pointee.winograd?(&call)
    check(output.canaryIsAlive && scratch.canaryIsAlive && panels.canaryIsAlive)
    withExtendedLifetime((source, added, transformed)) {}
    return output.values
  }
}
