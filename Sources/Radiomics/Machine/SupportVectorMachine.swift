import CSVM

/// A two-class support vector machine (C-SVC) fitted by libsvm.
///
/// Chang and Lin, "LIBSVM: a library for support vector machines", 2011. Without probability estimates
/// libsvm draws no random numbers and shares nothing between machines but the function it prints with,
/// which is silenced once: the same examples in the same order give the same machine on any thread.
///
/// Unchecked because libsvm only reads a fitted model.
package final class SupportVectorMachine: @unchecked Sendable {
  private let model: UnsafeMutablePointer<svm_model>
  /// libsvm's model points into the examples' nodes.
  private let examples: SparseRows

  private static let silenced: Void = svm_set_print_string_function { _ in }

  private static let malignant: Int32 = 1

  /// Fits a machine.
  ///
  /// - Parameters:
  ///   - examples: scaled, at least one of either class.
  ///   - labels: whether each example is malignant. libsvm is told 1 and 0, as the `target` of
  ///     ISIC 2020 has it.
  /// - Throws: `unusableData` without both classes, `fittingFailed` where libsvm refuses.
  package init(
    _ examples: SparseRows, labels: [Bool], settings: SVMSettings
  ) throws(RadiomicsError) {
    let malignantCount = labels.count { $0 }
    let benignCount = labels.count - malignantCount
    guard labels.count == examples.count, malignantCount > 0, benignCount > 0 else {
      throw RadiomicsError(
        .unusableData,
        "A support vector machine needs examples of both classes, not \(malignantCount) malignant "
          + "and \(benignCount) benign ones: use data with both.")
    }
    _ = Self.silenced
    var parameter = settings.parameter(gamma: examples.gamma, exampleCount: examples.count)
    var classes: [Int32] = [0, Self.malignant]
    var weights = [benignCount, malignantCount].map { Double(labels.count) / Double(2 * $0) }
    var targets = labels.map { $0 ? Double(Self.malignant) : 0 }
    var refusal: String?
    let fitted = classes.withUnsafeMutableBufferPointer { classes in
      weights.withUnsafeMutableBufferPointer { weights in
        targets.withUnsafeMutableBufferPointer { targets -> UnsafeMutablePointer<svm_model>? in
          if settings.balancesClasses {
            parameter.nr_weight = Int32(classes.count)
            parameter.weight_label = classes.baseAddress
            parameter.weight = weights.baseAddress
          }
          var problem = svm_problem(
            l: Int32(examples.count), y: targets.baseAddress, x: examples.starts.baseAddress)
          if let reason = svm_check_parameter(&problem, &parameter) {
            refusal = String(cString: reason)
            return nil
          }
          return svm_train(&problem, &parameter)
        }
      }
    }
    guard let fitted else {
      throw RadiomicsError(
        .fittingFailed,
        "libsvm refused kernel \(settings.kernel.rawValue) with C \(settings.cost): "
          + "\(refusal ?? "it gave no machine"). Choose other values.")
    }
    model = fitted
    self.examples = examples
  }

  deinit {
    var model: UnsafeMutablePointer<svm_model>? = model
    svm_free_and_destroy_model(&model)
  }

  /// Whether libsvm's decision values are positive on the malignant side. It takes the class of the
  /// first example for the positive one, whatever the classes are called.
  package var isPositiveMalignant: Bool { model.pointee.label[0] == Self.malignant }

  /// What `svm_predict_values` returns for each row, with the sign that libsvm gives it.
  package func rawDecisionValues(of rows: SparseRows) -> [Double] {
    (0..<rows.count).map { row in
      var value = 0.0
      _ = svm_predict_values(model, rows.starts[row], &value)
      return value
    }
  }

  /// Decision values that are positive on the malignant side.
  package func malignancy(of rows: SparseRows) -> [Double] {
    let sign = isPositiveMalignant ? 1.0 : -1.0
    return rawDecisionValues(of: rows).map { sign * $0 }
  }
}
