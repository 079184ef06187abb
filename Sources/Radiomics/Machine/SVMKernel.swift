import CSVM

/// How a support vector machine compares two examples; scikit-learn's four, with its defaults.
public enum SVMKernel: String, Sendable, Codable, CaseIterable {
  /// `u · v`
  case linear
  /// `(gamma u · v)^3`
  case polynomial
  /// `exp(-gamma |u - v|^2)`
  case rbf
  /// `tanh(gamma u · v)`
  case sigmoid

  /// libsvm's number of the kernel.
  var code: Int32 {
    switch self {
    case .linear: Int32(LINEAR)
    case .polynomial: Int32(POLY)
    case .rbf: Int32(RBF)
    case .sigmoid: Int32(SIGMOID)
    }
  }
}
