import CKernels
import NeuralNetwork

/// Every kernel there is: the list that the tests run through.
package enum Kernel: CaseIterable {
  case matrix, convolution, winograd, depthwise, dense, channelMean, channelScale, add, maxPooling
  case matrixBF16, convolutionBF16, denseBF16, matrixInt8, convolutionInt8, denseInt8

  /// Compares the kernel with the scalar reference at sizes around its tile and beyond.
  package func check(_ fast: KernelRunner, against reference: KernelRunner) {
    var check = KernelCheck(fast: fast, reference: reference)
    switch self {
    case .matrix: check.matrix()
    case .convolution: check.convolution()
    case .winograd: check.winograd()
    case .depthwise: check.depthwise()
    case .dense: check.dense()
    case .channelMean: check.channelMean()
    case .channelScale: check.channelScale()
    case .add: check.add()
    case .maxPooling: check.maxPooling()
    case .matrixBF16: check.reducedMatrix(.bf16)
    case .convolutionBF16: check.reducedConvolution(.bf16)
    case .denseBF16: check.reducedDense(.bf16)
    case .matrixInt8: check.reducedMatrix(.int8)
    case .convolutionInt8: check.reducedConvolution(.int8)
    case .denseInt8: check.reducedDense(.int8)
    }
  }
}
