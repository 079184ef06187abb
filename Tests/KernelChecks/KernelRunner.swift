import CKernels
import NeuralNetwork

/// Calls single kernels of one instruction set on guarded memory.
package struct KernelRunner {
  package let kernels: UnsafePointer<lentigo_kernels>
  /// Takes what is found to be wrong, in words.
  package let report: (String) -> Void

  /// Nil where this processor lacks the instruction set.
  package init?(_ instructionSet: InstructionSet, report: @escaping (String) -> Void) {
    guard let kernels = lentigo_kernels_for(instructionSet.rawValue) else { return nil }
    self.kernels = kernels
    self.report = report
  }

  /// Reports a kernel that wrote where it may not.
  func check(_ isAlive: Bool) {
    if !isAlive { report("a kernel wrote ahead of a buffer") }
  }

  /// `stride` is what lies between rows beyond their own values.
  package func matrix(
    _ input: [Float], _ weights: [Float], bias: [Float]?, residual: [Float]?, rows: Int,
    depth: Int, columns: Int, activation: Activation, gap: Int = 0
  ) -> [Float] {
    let panels = GuardedFloats(count: lentigo_packed_matrix_count(kernels, depth, columns))
    lentigo_pack_matrix(kernels, weights, columns, bias, depth, columns, panels.pointer)
    let source = GuardedFloats(Self.spread(input, rows: rows, gap: gap))
    let added = residual.map { GuardedFloats(Self.spread($0, rows: rows, gap: gap)) }
    let output = GuardedFloats(count: rows * (columns + gap) - gap)
    var call = lentigo_matrix(
      input: source.pointer, panels: panels.pointer,
      residual: added.map { UnsafePointer($0.pointer) },
      output: output.pointer, rows: rows, depth: depth, columns: columns,
      input_stride: depth + gap, residual_stride: columns + gap, output_stride: columns + gap,
      activation: activation.rawValue, ahead: 0)
    kernels.pointee.matrix(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime((source, panels, added)) {}
    return Self.gathered(output.values, rows: rows, width: columns, gap: gap)
  }

  package func convolution(
    _ input: [Float], _ weights: [Float], bias: [Float], residual: [Float]?, window: Window,
    output channels: Int, band: Int, activation: Activation
  ) -> [Float] {
    let depth = window.kernel * window.kernel * window.input.channels
    let panels = GuardedFloats(count: lentigo_packed_matrix_count(kernels, depth, channels))
    lentigo_pack_matrix(kernels, weights, channels, bias, depth, channels, panels.pointer)
    let source = GuardedFloats(input)
    let added = residual.map { GuardedFloats($0) }
    let line =
      ((window.outputWidth - 1) * window.stride + window.kernel) * window.input.channels
    let scratch = GuardedFloats(count: ((band - 1) * window.stride + window.kernel) * line)
    let output = GuardedFloats(count: window.outputHeight * window.outputWidth * channels)
    var call = lentigo_convolution(
      input: source.pointer, panels: panels.pointer,
      residual: added.map { UnsafePointer($0.pointer) },
      output: output.pointer, scratch: scratch.pointer, height: window.input.height,
      width: window.input.width, channels: window.input.channels,
      output_height: window.outputHeight, output_width: window.outputWidth,
      output_channels: channels, kernel: window.kernel, stride: window.stride,
      pad_top: window.padding.top, pad_left: window.padding.left, band: band,
      activation: activation.rawValue)
    kernels.pointee.convolution(&call)
    check(output.canaryIsAlive && scratch.canaryIsAlive)
    withExtendedLifetime((source, panels, added)) {}
    return output.values
  }

  package func depthwise(
    _ input: [Float], _ weights: [Float], bias: [Float], window: Window, activation: Activation
  ) -> [Float] {
    let taps = window.kernel * window.kernel
    let channels = window.input.channels
    let panels = GuardedFloats(count: lentigo_packed_depthwise_count(kernels, taps, channels))
    lentigo_pack_depthwise(kernels, weights, bias, taps, channels, panels.pointer)
    let source = GuardedFloats(input)
    let output = GuardedFloats(count: window.outputHeight * window.outputWidth * channels)
    var call = lentigo_depthwise(
      input: source.pointer, panels: panels.pointer, output: output.pointer,
      height: window.input.height, width: window.input.width, channels: channels,
      output_height: window.outputHeight, output_width: window.outputWidth,
      kernel: window.kernel, stride: window.stride, pad_top: window.padding.top,
      pad_left: window.padding.left, activation: activation.rawValue)
    kernels.pointee.depthwise(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime((source, panels)) {}
    return output.values
  }

  package func dense(
    _ input: [Float], _ weights: [Float], bias: [Float], columns: Int, activation: Activation
  ) -> [Float] {
    let panels = GuardedFloats(count: lentigo_packed_matrix_count(kernels, input.count, columns))
    lentigo_pack_matrix(
      kernels, weights, columns, bias, input.count, columns, panels.pointer)
    let source = GuardedFloats(input)
    let output = GuardedFloats(count: columns)
    var call = lentigo_dense(
      input: source.pointer, panels: panels.pointer, output: output.pointer, depth: input.count,
      columns: columns, activation: activation.rawValue)
    kernels.pointee.dense(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime((source, panels)) {}
    return output.values
  }

  package func channelMean(_ input: [Float], lines: Int, pixels: Int, channels: Int) -> [Float] {
    let source = GuardedFloats(input)
    let output = GuardedFloats(count: channels)
    var call = lentigo_channel_mean(
      input: source.pointer, output: output.pointer, lines: lines, pixels: pixels,
      channels: channels, pixel_stride: channels, divisor: lines * pixels)
    kernels.pointee.channel_mean(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime(source) {}
    return output.values
  }

  /// In place, as the engine does it.
  package func channelScale(_ input: [Float], by scale: [Float], pixels: Int) -> [Float] {
    let values = GuardedFloats(input)
    let factors = GuardedFloats(scale)
    var call = lentigo_channel_scale(
      input: values.pointer, scale: factors.pointer, output: values.pointer, pixels: pixels,
      channels: scale.count)
    kernels.pointee.channel_scale(&call)
    check(values.canaryIsAlive)
    withExtendedLifetime(factors) {}
    return values.values
  }

  package func add(_ a: [Float], _ b: [Float], activation: Activation) -> [Float] {
    let first = GuardedFloats(a)
    let second = GuardedFloats(b)
    let output = GuardedFloats(count: a.count)
    var call = lentigo_add(
      a: first.pointer, b: second.pointer, output: output.pointer, count: a.count,
      activation: activation.rawValue)
    kernels.pointee.add(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime((first, second)) {}
    return output.values
  }

  package func maxPooling(_ input: [Float], window: Window) -> [Float] {
    let source = GuardedFloats(input)
    let output = GuardedFloats(
      count: window.outputHeight * window.outputWidth * window.input.channels)
    var call = lentigo_max_pooling(
      input: source.pointer, output: output.pointer, height: window.input.height,
      width: window.input.width, channels: window.input.channels,
      output_height: window.outputHeight, output_width: window.outputWidth,
      window: window.kernel, stride: window.stride, pad_top: window.padding.top,
      pad_left: window.padding.left)
    kernels.pointee.max_pooling(&call)
    check(output.canaryIsAlive)
    withExtendedLifetime(source) {}
    return output.values
  }

  /// Puts `gap` values that must not be read, not numbers, between rows.
  static func spread(_ values: [Float], rows: Int, gap: Int) -> [Float] {
    let width = values.count / rows
    var result: [Float] = []
    for row in 0..<rows {
      result += values[row * width..<(row + 1) * width]
      if row < rows - 1 { result += [Float](repeating: .nan, count: gap) }
    }
    return result
  }

  static func gathered(_ values: [Float], rows: Int, width: Int, gap: Int) -> [Float] {
    (0..<rows).flatMap { values[$0 * (width + gap)..<$0 * (width + gap) + width] }
  }
}
