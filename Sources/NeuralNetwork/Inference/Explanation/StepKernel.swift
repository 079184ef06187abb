/// The kernel of a step.
public enum StepKernel: Sendable, Equatable, CaseIterable {
  case matrix, convolution, winograd, depthwise, dense, channelMean, channelScale, add, maxPooling
  case matrixBF16, matrixInt8, convolutionBF16, convolutionInt8, denseBF16, denseInt8

  /// The name in ASCII, as in the C library's list of kernels.
  public var name: StaticString {
    switch self {
    case .matrix: "matrix"
    case .convolution: "convolution"
    case .winograd: "winograd"
    case .depthwise: "depthwise"
    case .dense: "dense"
    case .channelMean: "channel_mean"
    case .channelScale: "channel_scale"
    case .add: "add"
    case .maxPooling: "max_pooling"
    case .matrixBF16: "matrix_bf16"
    case .matrixInt8: "matrix_int8"
    case .convolutionBF16: "convolution_bf16"
    case .convolutionInt8: "convolution_int8"
    case .denseBF16: "dense_bf16"
    case .denseInt8: "dense_int8"
    }
  }

  /// The kernel that a step calls.
  init(_ kernel: Step.Kernel) {
    self =
      switch kernel {
      case .matrix: .matrix
      case .convolution: .convolution
      case .winograd: .winograd
      case .depthwise: .depthwise
      case .dense: .dense
      case .channelMean: .channelMean
      case .channelScale: .channelScale
      case .add: .add
      case .maxPooling: .maxPooling
      #if !arch(wasm32)
        case .reducedMatrix(let precision, _): precision == .int8 ? .matrixInt8 : .matrixBF16
        case .reducedConvolution(let precision, _, _):
          precision == .int8 ? .convolutionInt8 : .convolutionBF16
        case .reducedDense(let precision): precision == .int8 ? .denseInt8 : .denseBF16
      #endif
      }
  }
}
