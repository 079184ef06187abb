import LesionImage
import Testing
import Training

@Suite("Head")
struct HeadGradientTests {
  private let layout = HeadLayout(inputCount: 37)

  private func makeHead(_ start: HeadInitialization = .glorotUniform) -> ClassificationHead {
    var generator = SeededGenerator(seed: 3)
    return ClassificationHead(layout: layout, initialization: start, using: &generator)
  }

  private func makeFeatures(rows: Int) -> [Float] {
    var generator = SeededGenerator(seed: 5)
    return (0..<rows * layout.inputCount).map { _ in generator.nextUnit() * 4 - 1 }
  }

  /// Central differences of the loss, for a sample of parameters of every tensor.
  @Test(arguments: [1, 7, 32, 33]) func gradientIsTheSlope(rows: Int) {
    let features = makeFeatures(rows: rows)
    let labels = (0..<rows).map { $0 % 3 == 0 }
    let loss = FocalLoss(gamma: 2, malignantWeight: 0.67, benignWeight: 0.33)
    let head = makeHead(.fanInUniform)
    var gradient = HeadGradient()
    func value(_ head: ClassificationHead) -> Double {
      var derivatives = [Float](repeating: 0, count: rows)
      let logits = features.withUnsafeBufferPointer { head.logits(of: $0) }
      return loss.meanValue(logits: logits, labels: labels, derivatives: &derivatives)
    }
    _ = features.withUnsafeBufferPointer {
      gradient.compute(head, features: $0, labels: labels, loss: loss)
    }
    let largest = gradient.values.map(abs).max() ?? 0
    for tensor in layout.tensors {
      for index in stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: 61) {
        var (above, below) = (head, head)
        above.parameters[index] += 1e-3
        below.parameters[index] -= 1e-3
        let width = Double(above.parameters[index] - below.parameters[index])
        let slope = (value(above) - value(below)) / width
        #expect(
          abs(slope - Double(gradient.values[index])) < 2e-3 * Double(largest) + 1e-5,
          "\(tensor.name) \(index)")
      }
    }
  }

  /// A batch's gradient is the mean of its rows' gradients, and buffers are not left over from
  /// batch to batch.
  @Test func batchesOfAnySizeShareOneWorkspace() {
    let features = makeFeatures(rows: 5)
    let labels = [true, false, true, true, false]
    let head = makeHead()
    var shared = HeadGradient()
    var sum = [Float](repeating: 0, count: layout.count)
    for row in 0..<5 {
      let slice = Array(features[row * layout.inputCount..<(row + 1) * layout.inputCount])
      _ = slice.withUnsafeBufferPointer {
        shared.compute(head, features: $0, labels: [labels[row]], loss: .crossEntropy)
      }
      for index in sum.indices { sum[index] += shared.values[index] / 5 }
    }
    _ = features.withUnsafeBufferPointer {
      shared.compute(head, features: $0, labels: labels, loss: .crossEntropy)
    }
    #expect(zip(sum, shared.values).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func parametersAreThoseOfThePaper() {
    #expect(HeadLayout(inputCount: 9 * 576).count == 663_809)
    #expect(HeadLayout(inputCount: 9 * 512).count == 590_081)
    let tensors = HeadLayout(inputCount: 5184).tensors
    #expect(tensors.map(\.shape) == [[5184, 128], [128], [128, 1], [1]])
    #expect(tensors.allSatisfy { $0.range.count == $0.shape.reduce(1, *) })
    #expect(
      zip(tensors, tensors.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
  }

  @Test func startsWithinItsBounds() {
    let keras = makeHead(.glorotUniform)
    let bound1 = (6 / Float(37 + 128)).squareRoot()
    let bound2 = (6 / Float(129)).squareRoot()
    #expect(keras.parameters[layout.kernel1].allSatisfy { abs($0) <= bound1 })
    #expect((keras.parameters[layout.kernel1].max() ?? 0) > 0.95 * bound1)
    #expect(keras.parameters[layout.kernel2].allSatisfy { abs($0) <= bound2 })
    #expect(keras.parameters[layout.bias1].allSatisfy { $0 == 0 })
    #expect(keras.parameters[layout.bias2].allSatisfy { $0 == 0 })
    let torch = makeHead(.fanInUniform)
    let fanIn = 1 / Float(37).squareRoot()
    #expect(torch.parameters[layout.kernel1].allSatisfy { abs($0) <= fanIn })
    #expect(torch.parameters[layout.bias1].contains { $0 != 0 })
    #expect(makeHead() == makeHead())
  }

  @Test func momentumIsThatOfPyTorch() {
    var (parameters, velocity): ([Float], [Float]) = ([1, 2], [0, 0])
    let optimizer = MomentumDescent(rate: 0.5, momentum: 0.5)
    optimizer.step(parameters: &parameters, velocity: &velocity, gradient: [1, -2])
    #expect(velocity == [1, -2] && parameters == [0.5, 3])
    optimizer.step(parameters: &parameters, velocity: &velocity, gradient: [0, 4])
    #expect(velocity == [0.5, 3] && parameters == [0.25, 1.5])
  }
}
