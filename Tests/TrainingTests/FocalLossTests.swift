import Foundation
import Testing
import Training

@Suite("Focal loss")
struct FocalLossTests {
  private static let paper = FocalLoss(gamma: 2, malignantWeight: 0.67, benignWeight: 0.33)

  private struct GoldenCase: Decodable {
    let gamma, weight, logit, value, derivative: Double
    let isMalignant: Bool
  }

  /// 50-digit arithmetic, logits from -100 to 100.
  @Test func agreesWithExactArithmetic() throws {
    let cases = try Golden.json("focal_loss", as: [GoldenCase].self)
    #expect(cases.count == 110)
    for golden in cases {
      let loss = FocalLoss(
        gamma: golden.gamma, malignantWeight: golden.weight, benignWeight: golden.weight)
      let value = loss.value(logit: golden.logit, isMalignant: golden.isMalignant)
      let slope = loss.derivative(logit: golden.logit, isMalignant: golden.isMalignant)
      #expect(abs(value - golden.value) <= 1e-13 * abs(golden.value), "\(golden)")
      #expect(abs(slope - golden.derivative) <= 1e-13 * abs(golden.derivative), "\(golden)")
    }
  }

  @Test(arguments: [0, 0.5, 1, 2, 5]) func derivativeIsTheSlope(gamma: Double) {
    let loss = FocalLoss(gamma: gamma, malignantWeight: 0.67, benignWeight: 0.33)
    let step = 1e-6
    for logit in stride(from: -9.0, through: 9, by: 0.37) {
      for isMalignant in [false, true] {
        let above = loss.value(logit: logit + step, isMalignant: isMalignant)
        let below = loss.value(logit: logit - step, isMalignant: isMalignant)
        let slope = loss.derivative(logit: logit, isMalignant: isMalignant)
        #expect(abs((above - below) / (2 * step) - slope) < 1e-8)
      }
    }
  }

  @Test func staysFiniteFarOut() {
    for logit in [-3e38, -1e4, -745, 745, 1e4, 3e38] {
      for isMalignant in [false, true] {
        let isRight = (logit > 0) == isMalignant
        let value = Self.paper.value(logit: logit, isMalignant: isMalignant)
        let slope = Self.paper.derivative(logit: logit, isMalignant: isMalignant)
        #expect(value.isFinite && value >= 0 && slope.isFinite)
        if isRight { #expect(value < 1e-300) } else { #expect(value > 100 * 0.33) }
      }
    }
  }

  @Test func withoutGammaAndWeightsItIsCrossEntropy() {
    for logit in [-4.0, -0.5, 0, 2.5] {
      let probability = 1 / (1 + exp(-logit))
      let malignant = FocalLoss.crossEntropy.value(logit: logit, isMalignant: true)
      let benign = FocalLoss.crossEntropy.value(logit: logit, isMalignant: false)
      #expect(abs(malignant + log(probability)) < 1e-12)
      #expect(abs(benign + log(1 - probability)) < 1e-12)
    }
  }

  @Test func classesAreMirrored() {
    let even = FocalLoss(gamma: 2, malignantWeight: 1, benignWeight: 1)
    for logit in [-7.0, -1, 0, 0.3, 5] {
      #expect(
        even.value(logit: logit, isMalignant: true) == even.value(logit: -logit, isMalignant: false)
      )
    }
  }

  @Test func batchIsTheMean() {
    let logits: [Float] = [0.5, -1.25, 3, -0.125]
    let labels = [true, false, false, true]
    var derivatives = [Float](repeating: 0, count: 4)
    let mean = Self.paper.meanValue(logits: logits, labels: labels, derivatives: &derivatives)
    let values = zip(logits, labels).map { Self.paper.value(logit: Double($0), isMalignant: $1) }
    #expect(abs(mean - values.reduce(0, +) / 4) < 1e-15)
    for index in logits.indices {
      let alone = Self.paper.derivative(logit: Double(logits[index]), isMalignant: labels[index])
      #expect(derivatives[index] == Float(alone / 4))
    }
    var none: [Float] = []
    #expect(Self.paper.meanValue(logits: [], labels: [], derivatives: &none) == 0)
  }
}
