import NeuralNetwork
import Testing
import Training

/// The head beside PyTorch's autograd and SGD: logits, gradient, and three steps of the optimiser.
@Suite("Head against PyTorch")
struct HeadGoldenTests {
  private let golden: Safetensors
  private let layout = HeadLayout(inputCount: 12)
  private let loss = FocalLoss(gamma: 2, malignantWeight: 0.67, benignWeight: 0.33)

  init() throws { golden = try Golden.tensors("head_steps") }

  private func floats(_ name: String) throws -> [Float] {
    try #require(golden.floats(named: name))
  }

  private func parameters(_ prefix: String) throws -> [Float] {
    try layout.tensors.flatMap { try floats(prefix + $0.name) }
  }

  private func labels(_ step: Int) throws -> [Bool] {
    try floats("labels.\(step)").map { $0 == 1 }
  }

  @Test func logitsAgree() throws {
    let head = ClassificationHead(layout: layout, parameters: try parameters("start."))
    let logits = try floats("features.0").withUnsafeBufferPointer { head.logits(of: $0) }
    expectClose(logits, try floats("logits"), 2e-6)
  }

  @Test func gradientAgrees() throws {
    let head = ClassificationHead(layout: layout, parameters: try parameters("start."))
    var gradient = HeadGradient()
    let labels = try labels(0)
    let value = try floats("features.0").withUnsafeBufferPointer {
      gradient.compute(head, features: $0, labels: labels, loss: loss)
    }
    #expect(abs(value - Double(try floats("losses")[0])) < 1e-6)
    expectClose(gradient.values, try parameters("gradient."), 1e-6)
  }

  @Test func stepsAgree() throws {
    var head = ClassificationHead(layout: layout, parameters: try parameters("start."))
    var velocity = [Float](repeating: 0, count: layout.count)
    var gradient = HeadGradient()
    let optimizer = MomentumDescent(rate: 0.1, momentum: 0.9)
    for (step, expected) in try floats("losses").enumerated() {
      let labels = try labels(step)
      let value = try floats("features.\(step)").withUnsafeBufferPointer {
        gradient.compute(head, features: $0, labels: labels, loss: loss)
      }
      #expect(abs(value - Double(expected)) < 1e-6)
      optimizer.step(
        parameters: &head.parameters, velocity: &velocity, gradient: gradient.values)
    }
    expectClose(head.parameters, try parameters("end."), 1e-6)
  }

  private func expectClose(_ found: [Float], _ expected: [Float], _ tolerance: Float) {
    #expect(found.count == expected.count)
    let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
    #expect(worst <= tolerance)
  }
}
