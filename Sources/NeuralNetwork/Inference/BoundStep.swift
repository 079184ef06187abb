import CKernels

/// A step with its pointers: one C call.
enum BoundStep {
  case matrix(lentigo_matrix)
  case convolution(lentigo_convolution)
  case winograd(lentigo_winograd)
  case depthwise(lentigo_depthwise)
  case dense(lentigo_dense)
  case channelMean(lentigo_channel_mean)
  case channelScale(lentigo_channel_scale)
  case add(lentigo_add)
  case maxPooling(lentigo_max_pooling)
  #if !arch(wasm32)
    case reducedMatrix(Precision, lentigo_reduced_matrix)
    case reducedConvolution(Precision, lentigo_reduced_convolution)
    case reducedDense(Precision, lentigo_reduced_dense)
  #endif

  /// Binds a step to one session's arena.
  init(_ step: Step, arena: UnsafeMutablePointer<Float>, weights: UnsafePointer<Float>) {
    let input = UnsafePointer(arena + step.input)
    let output = arena + step.output
    let second = step.second.map { UnsafePointer(arena + $0) }
    let panels = weights + step.weights
    let from = step.inputShape
    let to = step.outputShape
    let activation = step.activation.rawValue
    switch step.kernel {
    case .matrix:
      self = .matrix(
        lentigo_matrix(
          input: input, panels: panels, residual: second, output: output, rows: from.pixels,
          depth: from.channels, columns: to.channels, input_stride: from.channels,
          residual_stride: to.channels, output_stride: to.channels, activation: activation,
          ahead: step.weightsBehind))
    case .convolution(let convolution, let band):
      self = .convolution(
        lentigo_convolution(
          input: input, panels: panels, residual: second, output: output,
          scratch: arena + (step.scratch ?? step.output), height: from.height, width: from.width,
          channels: from.channels, output_height: to.height, output_width: to.width,
          output_channels: to.channels, kernel: convolution.kernel, stride: convolution.stride,
          pad_top: convolution.padding.top, pad_left: convolution.padding.left, band: band,
          activation: activation))
    case .winograd(let convolution, let tile, let block):
      self = .winograd(
        lentigo_winograd(
          input: input, panels: panels, residual: second, output: output,
          scratch: arena + (step.scratch ?? step.output), height: from.height, width: from.width,
          channels: from.channels, output_height: to.height, output_width: to.width,
          output_channels: to.channels, pad_top: convolution.padding.top,
          pad_left: convolution.padding.left, tile: tile, block: block, first_tile: 0,
          end_tile: to.tiles(of: tile), activation: activation))
    case .depthwise(let convolution):
      self = .depthwise(
        lentigo_depthwise(
          input: input, panels: panels, output: output, height: from.height, width: from.width,
          channels: from.channels, output_height: to.height, output_width: to.width,
          kernel: convolution.kernel, stride: convolution.stride,
          pad_top: convolution.padding.top, pad_left: convolution.padding.left,
          activation: activation))
    case .dense:
      self = .dense(
        lentigo_dense(
          input: input, panels: panels, output: output, depth: from.count, columns: to.count,
          activation: activation))
    case .channelMean:
      self = .channelMean(
        lentigo_channel_mean(
          input: input, output: output, lines: from.height, pixels: from.width,
          channels: from.channels, pixel_stride: from.channels, divisor: from.pixels))
    case .channelScale:
      self = .channelScale(
        lentigo_channel_scale(
          input: input, scale: second ?? input, output: output, pixels: from.pixels,
          channels: from.channels))
    case .add:
      self = .add(
        lentigo_add(
          a: input, b: second ?? input, output: output, count: to.count, activation: activation))
    case .maxPooling(let pooling):
      self = .maxPooling(
        lentigo_max_pooling(
          input: input, output: output, height: from.height, width: from.width,
          channels: from.channels, output_height: to.height, output_width: to.width,
          window: pooling.window, stride: pooling.stride, pad_top: pooling.padding.top,
          pad_left: pooling.padding.left))
    #if !arch(wasm32)
      case .reducedMatrix(let precision, let stride):
        self = .reducedMatrix(
          precision, lentigo_reduced_matrix(step, stride: stride, arena: arena, weights: weights))
      case .reducedConvolution(let precision, let convolution, let band):
        self = .reducedConvolution(
          precision,
          lentigo_reduced_convolution(
            step, convolution, band: band, arena: arena, weights: weights))
      case .reducedDense(let precision):
        self = .reducedDense(
          precision, lentigo_reduced_dense(step, arena: arena, weights: weights))
    #endif
    }
  }

  /// Calls the kernel.
  @inline(__always)
  func run(_ kernels: UnsafePointer<lentigo_kernels>) {
    switch self {
    case .matrix(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.matrix($0) }
    case .convolution(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.convolution($0) }
    case .winograd(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.winograd?($0) }
    case .depthwise(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.depthwise($0) }
    case .dense(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.dense($0) }
    case .channelMean(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.channel_mean($0) }
    case .channelScale(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.channel_scale($0) }
    case .add(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.add($0) }
    case .maxPooling(let arguments):
      withUnsafePointer(to: arguments) { kernels.pointee.max_pooling($0) }
    #if !arch(wasm32)
      case .reducedMatrix(let precision, let arguments):
        let (bf16, int8) = (kernels.pointee.matrix_bf16, kernels.pointee.matrix_int8)
        withUnsafePointer(to: arguments) { (precision == .bf16 ? bf16 : int8)?($0) }
      case .reducedConvolution(let precision, let arguments):
        let (bf16, int8) = (kernels.pointee.convolution_bf16, kernels.pointee.convolution_int8)
        withUnsafePointer(to: arguments) { (precision == .bf16 ? bf16 : int8)?($0) }
      case .reducedDense(let precision, let arguments):
        let (bf16, int8) = (kernels.pointee.dense_bf16, kernels.pointee.dense_int8)
        withUnsafePointer(to: arguments) { (precision == .bf16 ? bf16 : int8)?($0) }
    #endif
    }
  }
}
