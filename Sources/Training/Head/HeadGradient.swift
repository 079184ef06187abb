import NeuralNetwork

/// The derivative of a batch's mean loss with respect to every parameter of the head, with the
/// buffers needed to compute it, which are kept from batch to batch.
///
/// The backbone is frozen, so nothing flows back into the features.
public struct HeadGradient: Sendable {
  /// One value a parameter, in the order of the head's layout.
  public private(set) var values: [Float] = []
  private var hidden: [Float] = []
  private var hiddenDerivative: [Float] = []
  private var derivatives: [Float] = []
  private var transposed: [Float] = []

  private let instructionSet: InstructionSet

  /// - Parameter instructionSet: the kernels to compute with.
  public init(instructionSet: InstructionSet = .best) {
    self.instructionSet = instructionSet
  }

  /// Runs a batch forwards and backwards.
  ///
  /// - Parameters:
  ///   - features: row-major [batch, inputCount].
  ///   - labels: whether each row is malignant; as many as rows, at least one.
  /// - Returns: the batch's mean loss before any step.
  public mutating func compute(
    _ head: ClassificationHead, features: UnsafeBufferPointer<Float>, labels: [Bool],
    loss: FocalLoss
  ) -> Double {
    let layout = head.layout
    resize(layout, batch: labels.count)
    let logits = head.logits(
      of: features, hidden: &hidden, instructionSet: instructionSet)
    let value = loss.meanValue(logits: logits, labels: labels, derivatives: &derivatives)
    backpropagateSecondLayer(head)
    transpose(features, rows: labels.count, columns: layout.inputCount)
    values.withUnsafeMutableBufferPointer { values in
      transposed.withUnsafeBufferPointer { transposed in
        hiddenDerivative.withUnsafeBufferPointer { derivative in
          guard let values = values.baseAddress, let transposed = transposed.baseAddress,
            let derivative = derivative.baseAddress
          else { return }
          MatrixProduct.multiply(
            transposed, derivative, into: values, rows: layout.inputCount, depth: labels.count,
            columns: HeadLayout.hiddenCount, accumulate: false,
            instructionSet: instructionSet)
        }
      }
    }
    return value
  }

  private mutating func resize(_ layout: HeadLayout, batch: Int) {
    if values.count != layout.count { values = [Float](repeating: 0, count: layout.count) }
    guard derivatives.count != batch else { return }
    derivatives = [Float](repeating: 0, count: batch)
    hidden = [Float](repeating: 0, count: batch * HeadLayout.hiddenCount)
    hiddenDerivative = hidden
    transposed = [Float](repeating: 0, count: batch * layout.inputCount)
  }

  /// Fills everything but the first kernel's gradient.
  private mutating func backpropagateSecondLayer(_ head: ClassificationHead) {
    let layout = head.layout
    let width = HeadLayout.hiddenCount
    for index in layout.kernel1.upperBound..<layout.count { values[index] = 0 }
    for (row, derivative) in derivatives.enumerated() {
      for column in 0..<width {
        let output = hidden[row * width + column]
        values[layout.kernel2.lowerBound + column] += output * derivative
        let weight = head.parameters[layout.kernel2.lowerBound + column]
        let flowing = output > 0 ? weight * derivative : 0
        hiddenDerivative[row * width + column] = flowing
        values[layout.bias1.lowerBound + column] += flowing
      }
      values[layout.bias2.lowerBound] += derivative
    }
  }

  /// Turns the batch's [rows, columns] into [columns, rows], eight columns at a time so that each
  /// written line of memory is completed while it is near.
  private mutating func transpose(
    _ source: UnsafeBufferPointer<Float>, rows: Int, columns: Int
  ) {
    transposed.withUnsafeMutableBufferPointer { target in
      for start in stride(from: 0, to: columns, by: 8) {
        for row in 0..<rows {
          for column in start..<min(start + 8, columns) {
            target[column * rows + row] = source[row * columns + column]
          }
        }
      }
    }
  }
}
