import CKernels
import NeuralNetwork

/// Kernels of reduced precision, on guarded memory.
extension KernelRunner {
  /// Nil where this instruction set has no such kernel on this processor. `gap` lies between rows;
  /// `parts` cuts the rows into as many calls.
  package func reducedMatrix(
    _ precision: Precision, _ input: [Float], _ weights: [Float], bias: [Float],
    residual: [Float]? = nil, rows: Int, depth: Int, columns: Int, activation: Activation = .none,
    gap: Int = 0, parts: Int = 1
  ) -> [Float]? {
    let table = kernels.pointee
    guard let kernel = precision == .bf16 ? table.matrix_bf16 : table.matrix_int8 else {
      return nil
    }
    let panels = packed(precision, weights, bias, taps: 1, channels: depth, columns: columns)
    let source = GuardedFloats(Self.spread(input, rows: rows, gap: gap))
    let added = residual.map { GuardedFloats(Self.spread($0, rows: rows, gap: gap)) }
    let output = GuardedFloats(count: rows * (columns + gap) - gap)
    for part in 0..<parts {
      let first = rows * part / parts
      let count = rows * (part + 1) / parts - first
      let scratch = GuardedFloats(
        count: lentigo_reduced_matrix_scratch_count(precision.rawValue, count, depth))
      var call = lentigo_reduced_matrix(
        input: source.pointer, panels: panels.pointer,
        residual: added.map { UnsafePointer($0.pointer) }, output: output.pointer,
        scratch: scratch.pointer, first_row: first, rows: count, depth: depth, columns: columns,
        line: rows, line_stride: 0, input_stride: depth + gap, residual_stride: columns + gap,
        output_stride: columns + gap, activation: activation.rawValue)
      kernel(&call)
      check(scratch.canaryIsAlive)
    }
    check(output.canaryIsAlive && panels.canaryIsAlive)
    withExtendedLifetime((source, added)) {}
    return Self.gathered(output.values, rows: rows, width: columns, gap: gap)
  }

  /// As `reducedMatrix`, with the rows of the output cut into `parts`.
  package func reducedConvolution(
    _ precision: Precision, _ input: [Float], _ weights: [Float], bias: [Float],
    residual: [Float]? = nil, window: Window, output channels: Int, band: Int,
    activation: Activation = .none, parts: Int = 1
  ) -> [Float]? {
    let table = kernels.pointee
    guard let kernel = precision == .bf16 ? table.convolution_bf16 : table.convolution_int8 else {
      return nil
    }
    let panels = packed(
      precision, weights, bias, taps: window.kernel * window.kernel,
      channels: window.input.channels, columns: channels)
    let source = GuardedFloats(input)
    let added = residual.map { GuardedFloats($0) }
    let scratch = GuardedFloats(
      count: lentigo_reduced_convolution_scratch_count(
        precision.rawValue, band, (window.outputWidth - 1) * window.stride + window.kernel,
        window.input.channels, window.kernel, window.stride))
    let output = GuardedFloats(count: window.outputHeight * window.outputWidth * channels)
    for part in 0..<parts {
      let first = window.outputHeight * part / parts
      var call = lentigo_reduced_convolution(
        input: source.pointer, panels: panels.pointer,
        residual: added.map { UnsafePointer($0.pointer) }, output: output.pointer,
        scratch: scratch.pointer, height: window.input.height, width: window.input.width,
        channels: window.input.channels, first_row: first,
        rows: window.outputHeight * (part + 1) / parts - first, output_width: window.outputWidth,
        output_channels: channels, residual_stride: channels, output_stride: channels,
        kernel: window.kernel, stride: window.stride, pad_top: window.padding.top,
        pad_left: window.padding.left, band: band, activation: activation.rawValue)
      kernel(&call)
    }
    check(output.canaryIsAlive && scratch.canaryIsAlive && panels.canaryIsAlive)
    withExtendedLifetime((source, added)) {}
    return output.values
  }

  package func reducedDense(
    _ precision: Precision, _ input: [Float], _ weights: [Float], bias: [Float], columns: Int,
    activation: Activation = .none
  ) -> [Float]? {
    let table = kernels.pointee
    guard let kernel = precision == .bf16 ? table.dense_bf16 : table.dense_int8 else { return nil }
    let panels = packed(
      precision, weights, bias, taps: 1, channels: input.count, columns: columns)
    let source = GuardedFloats(input)
    let scratch = GuardedFloats(
      count: lentigo_reduced_matrix_scratch_count(precision.rawValue, 1, input.count))
    let output = GuardedFloats(count: columns)
    var call = lentigo_reduced_dense(
      input: source.pointer, panels: panels.pointer, output: output.pointer,
      scratch: scratch.pointer, depth: input.count, columns: columns,
      activation: activation.rawValue)
    kernel(&call)
    check(output.canaryIsAlive && scratch.canaryIsAlive && panels.canaryIsAlive)
    withExtendedLifetime(source) {}
    return output.values
  }

  private func packed(
    _ precision: Precision, _ weights: [Float], _ bias: [Float], taps: Int, channels: Int,
    columns: Int
  ) -> GuardedFloats {
    let panels = GuardedFloats(
      count: lentigo_packed_reduced_count(
        kernels, precision.rawValue, taps, channels, columns))
    lentigo_pack_reduced(
      kernels, precision.rawValue, weights, bias, taps, channels, columns, panels.pointer)
    return panels
  }
}
