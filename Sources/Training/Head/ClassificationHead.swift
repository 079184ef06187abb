import LesionImage
import NeuralNetwork

/// The part of the network that learns: Dense 128 with ReLU, then Dense 1, whose output is the
/// logit of melanoma (section 3.4 of the paper; sizes as its Table 2 implies).
public struct ClassificationHead: Sendable, Equatable {
  public let layout: HeadLayout
  /// All weights and biases in the order of `layout`.
  public var parameters: [Float]

  /// - Precondition: as many parameters as the layout has.
  public init(layout: HeadLayout, parameters: [Float]) {
    precondition(parameters.count == layout.count)
    self.layout = layout
    self.parameters = parameters
  }

  /// A head before its first step.
  public init(
    layout: HeadLayout, initialization: HeadInitialization, using generator: inout SeededGenerator
  ) {
    self.init(layout: layout, parameters: initialization.draw(layout, using: &generator))
  }

  /// The logits of a batch.
  ///
  /// - Parameters:
  ///   - features: row-major [batch, inputCount].
  ///   - instructionSet: the kernels to compute with.
  /// - Returns: one logit a row.
  public func logits(
    of features: UnsafeBufferPointer<Float>, instructionSet: InstructionSet = .best
  ) -> [Float] {
    var hidden = [Float]()
    return logits(of: features, hidden: &hidden, instructionSet: instructionSet)
  }

  /// The logits of a batch; `hidden` receives the ReLU's outputs, [batch, 128].
  func logits(
    of features: UnsafeBufferPointer<Float>, hidden: inout [Float], instructionSet: InstructionSet
  ) -> [Float] {
    let width = HeadLayout.hiddenCount
    let batch = features.count / layout.inputCount
    precondition(features.count == batch * layout.inputCount)
    guard batch > 0, let features = features.baseAddress else { return [] }
    if hidden.count != batch * width { hidden = [Float](repeating: 0, count: batch * width) }
    return parameters.withUnsafeBufferPointer { parameters in
      hidden.withUnsafeMutableBufferPointer { hidden in
        guard let weights = parameters.baseAddress, let hidden = hidden.baseAddress else {
          return []
        }
        MatrixProduct.multiply(
          features, weights, into: hidden, rows: batch, depth: layout.inputCount, columns: width,
          accumulate: false, instructionSet: instructionSet)
        let bias1 = weights + layout.bias1.lowerBound
        let kernel2 = weights + layout.kernel2.lowerBound
        let bias2 = weights[layout.bias2.lowerBound]
        return (0..<batch).map { row in
          let outputs = hidden + row * width
          var logit = bias2
          for column in 0..<width {
            outputs[column] = max(0, outputs[column] + bias1[column])
            logit += outputs[column] * kernel2[column]
          }
          return logit
        }
      }
    }
  }
}

extension ClassificationHead {
  /// The head as tensors of a model file, in the order of its layout.
  package var tensors: [ModelTensor] {
    layout.tensors.map {
      ModelTensor(
        name: Array($0.name.utf8), shape: $0.shape, floats: Array(parameters[$0.range]))
    }
  }
}
