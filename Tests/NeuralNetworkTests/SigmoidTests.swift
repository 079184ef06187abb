import CKernels
import Foundation
import NeuralNetwork
import Testing

@Suite struct SigmoidTests {
  /// Steps through all magnitudes of a `Float`.
  static let numbers: [Float] = stride(from: 0, to: 0x7F80_0000, by: 25_013).flatMap { bits in
    let x = Float(bitPattern: UInt32(bits))
    return [x, -x]
  }

  @Test func exponentialIsWithinOneUnit() {
    for x in Self.numbers {
      let exact = Foundation.exp(Double(x))
      let expected = Float(exact)
      let found = lentigo_exponential(x)
      guard expected.isFinite, expected >= .leastNormalMagnitude else {
        #expect(expected.isFinite ? abs(found - expected) <= 0x1p-149 : found == .infinity, "\(x)")
        continue
      }
      #expect(abs(Double(found) - exact) <= Double(expected.ulp), "\(x)")
    }
  }

  @Test func sigmoidIsWithinOneUnit() {
    for x in Self.numbers {
      let exact = 1 / (1 + Foundation.exp(-Double(x)))
      let found = sigmoid(x)
      #expect((0...1).contains(found))
      #expect(abs(Double(found) - exact) <= max(Double(Float(exact).ulp), 0x1p-126), "\(x)")
    }
  }

  @Test func sigmoidHasItsEnds() {
    #expect(sigmoid(0) == 0.5)
    #expect(sigmoid(.infinity) == 1 && sigmoid(-.infinity) == 0)
    #expect(sigmoid(.nan).isNaN)
    #expect(sigmoid(2) + sigmoid(-2) == 1)
  }
}
