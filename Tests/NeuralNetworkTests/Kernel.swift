import CKernels
import NeuralNetwork

/// Every kernel there is: the list that the tests run through.
enum Kernel: CaseIterable {
  case matrix, convolution, winograd, depthwise, dense, channelMean, channelScale, add, maxPooling

  /// Compares the kernel with the scalar reference at sizes around its tile and beyond.
  func check(_ fast: KernelRunner, against reference: KernelRunner) {
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
    }
  }
}
