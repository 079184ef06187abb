import CSVM

/// What a support vector machine is fitted with, besides its examples.
package struct SVMSettings: Sendable, Equatable {
  /// Rises whenever the same examples would give another machine, so that no old cache is believed.
  static let version: UInt64 = 1

  package var kernel: SVMKernel
  /// The price of an example on the wrong side, above 0.
  package var cost: Double
  /// Whether an example's price is multiplied by `examples / (2 * examples of its class)`, as
  /// scikit-learn's `class_weight='balanced'` does.
  package var balancesClasses: Bool

  package init(kernel: SVMKernel, cost: Double, balancesClasses: Bool = false) {
    self.kernel = kernel
    self.cost = cost
    self.balancesClasses = balancesClasses
  }

  /// libsvm's parameters without class weights.
  func parameter(gamma: Double, exampleCount: Int) -> svm_parameter {
    var parameter = svm_parameter()
    parameter.svm_type = Int32(C_SVC)
    parameter.kernel_type = kernel.code
    parameter.degree = 3
    parameter.gamma = gamma
    parameter.coef0 = 0
    parameter.C = cost
    parameter.eps = 1e-3
    parameter.shrinking = 1
    parameter.probability = 0
    // All rows of the kernel in single precision where that is little; each core has one such cache.
    let wholeMatrix = Double(exampleCount) * Double(exampleCount) * 4 / 0x1p20 + 1
    parameter.cache_size = min(wholeMatrix, 100)
    return parameter
  }
}
