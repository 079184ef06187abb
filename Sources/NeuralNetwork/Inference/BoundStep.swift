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
          residual_stride: to.channels, output_stride: to.channels, activation: activation))
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
          pad_left: convolution.padding.left, tile: tile, block: block, activation: activation))
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
          input: input, output: output, pixels: from.pixels, channels: from.channels))
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
    }
  }
}
