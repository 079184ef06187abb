import FineTuning
import Foundation
import LesionImage
import Testing
import Training

@Suite("Loss of a batch")
struct BatchLossTests {
  private static let settings: [FineTuningLoss] = [
    FineTuningLoss(),
    FineTuningLoss(labelSmoothing: 0.1),
    FineTuningLoss(gamma: 2, malignantWeight: 3),
    FineTuningLoss(pairwiseWeight: 0.7),
    FineTuningLoss(diagnosisWeight: 0.4),
    FineTuningLoss(
      labelSmoothing: 0.05, gamma: 1, malignantWeight: 2, pairwiseWeight: 0.5, diagnosisWeight: 0.3),
  ]

  private let logits: [Float] = [1.5, -0.5, 0.25, 3, -2, 0]
  private let diagnoses: [Float] = (0..<18).map { Float($0 % 7) / 3 - 1 }
  private let targets = BatchTargets(
    labels: [true, false, false, true, false, true], diagnoses: [0, 1, nil, 0, 2, nil])

  /// Every derivative against the difference quotient of the value.
  @Test(arguments: settings, [1, 0.3])
  func derivativesAreThoseOfTheValue(settings: FineTuningLoss, share: Double) {
    let loss = BatchLoss(settings)
    let targets = share < 1 ? targets.mixed(keeping: share) : targets
    func value(_ logits: [Float], _ diagnoses: [Float]) -> Double {
      loss.evaluate(logits: logits, diagnoses: diagnoses, classes: 3, targets: targets).value
    }
    let found = loss.evaluate(logits: logits, diagnoses: diagnoses, classes: 3, targets: targets)
    let step: Float = 1.0 / 256
    for index in logits.indices {
      var (above, below) = (logits, logits)
      (above[index], below[index]) = (above[index] + step, below[index] - step)
      let slope = (value(above, diagnoses) - value(below, diagnoses)) / Double(2 * step)
      #expect(abs(slope - Double(found.logits[index])) < 1e-5)
    }
    for index in diagnoses.indices {
      var (above, below) = (diagnoses, diagnoses)
      (above[index], below[index]) = (above[index] + step, below[index] - step)
      let slope = (value(logits, above) - value(logits, below)) / Double(2 * step)
      #expect(abs(slope - Double(found.diagnoses[index])) < 1e-5)
    }
  }

  @Test func theFirstPartIsTheCrossEntropy() {
    let value = BatchLoss(FineTuningLoss()).evaluate(logits: logits, targets: targets).value
    let expected = zip(logits, targets.malignancy).reduce(0) { sum, sample in
      sum + log(1 + exp(sample.1 > 0.5 ? -Double(sample.0) : Double(sample.0)))
    }
    #expect(abs(value - expected / 6) < 1e-12)
  }

  /// A network that ranks every pair rightly and widely pays nothing for the ranking.
  @Test func thePairwisePartCountsWronglyRankedPairs() {
    let loss = BatchLoss(FineTuningLoss(pairwiseWeight: 1))
    let plain = BatchLoss(FineTuningLoss())
    let targets = BatchTargets(labels: [true, false], diagnoses: [nil, nil])
    func part(_ logits: [Float]) -> Double {
      loss.evaluate(logits: logits, targets: targets).value
        - plain.evaluate(logits: logits, targets: targets).value
    }
    #expect(part([40, -40]) < 1e-12)
    #expect(abs(part([-40, 40]) - 80) < 1e-9)
    #expect(abs(part([1, 1]) - log(2)) < 1e-12)
  }

  @Test func mixingKeepsEveryShare() {
    let mixed = targets.mixed(keeping: 0.75)
    #expect(mixed.malignancy == [1, 0, 0.25, 0.75, 0, 1])
    #expect(mixed.diagnoses[1] == [.init(index: 1, share: 0.75), .init(index: 2, share: 0.25)])
    #expect(mixed.diagnoses[2] == [.init(index: 0, share: 0.25)])
  }
}
