import Foundation
import Radiomics
import TestSupport
import Testing

@Suite("Support vector machines")
struct SupportVectorMachineTests {
  private struct Golden: Decodable {
    struct Case: Decodable {
      let kernel: SVMKernel
      let c: Double
      let balancesClasses: Bool
      let decisionValues: [Double]
    }
    let rows, new, scaledNew: [[Double]]
    let labels: [Bool]
    let cases: [Case]
  }

  private func rows(_ values: [[Double]]) -> SparseRows {
    SparseRows(values.map(FeatureRow.init(_:)), featureCount: values[0].count)
  }

  /// Two clouds that a line parts.
  private let values = (0..<20).map { index in
    let side = index < 10 ? 0.0 : 1.0
    return [side + 0.01 * Double(index % 10), Double(index % 3) / 3, 0.5 * side]
  }
  private let labels = (0..<20).map { $0 >= 10 }

  /// Scaling, gamma, class weights, kernels and sign, all at once, against scikit-learn.
  @Test func equalsScikitLearn() throws {
    let golden = try GoldenFile.json("machines", in: .module, as: Golden.self)
    let examples = golden.rows.map(FeatureRow.init(_:))
    let scaling = MinMaxScaling(fittedTo: examples, featureCount: 6)
    let scaled = golden.new.map { scaling.apply(to: FeatureRow($0)) }
    for (row, expected) in zip(scaled, golden.scaledNew) {
      for (feature, value) in expected.enumerated() {
        let place = row.indices.firstIndex(of: UInt16(feature))
        #expect(abs((place.map { row.values[$0] } ?? 0) - value) < 1e-12)
      }
    }
    let training = SparseRows(examples.map(scaling.apply(to:)), featureCount: 6)
    let new = SparseRows(scaled, featureCount: 6)
    #expect(golden.cases.count == 16)
    for golden in golden.cases {
      let settings = SVMSettings(
        kernel: golden.kernel, cost: golden.c, balancesClasses: golden.balancesClasses)
      let machine = try SupportVectorMachine(
        training, labels: try labelsOfGolden(), settings: settings)
      let values = machine.malignancy(of: new)
      // Both stop once they are within a thousandth of the optimum.
      let scale = golden.decisionValues.map(abs).max() ?? 1
      for (value, expected) in zip(values, golden.decisionValues) {
        #expect(abs(value - expected) < 5e-3 * max(scale, 1), "\(settings)")
      }
    }
  }

  private func labelsOfGolden() throws -> [Bool] {
    try GoldenFile.json("machines", in: .module, as: Golden.self).labels
  }

  @Test(arguments: SVMKernel.allCases)
  func separatesClouds(kernel: SVMKernel) throws {
    let examples = rows(values)
    let settings = SVMSettings(kernel: kernel, cost: 10)
    let machine = try SupportVectorMachine(examples, labels: labels, settings: settings)
    let calls = machine.malignancy(of: examples).map { $0 > 0 }
    #expect(kernel == .sigmoid || calls == labels)
  }

  /// libsvm's sign follows the first example; `malignancy` does not.
  @Test func signFollowsTheFirstExampleOnlyWhereItIsTakenRaw() throws {
    let settings = SVMSettings(kernel: .linear, cost: 10)
    let examples = rows(values)
    let benignFirst = try SupportVectorMachine(examples, labels: labels, settings: settings)
    let malignantFirst = try SupportVectorMachine(
      rows(values.reversed()), labels: labels.reversed(), settings: settings)
    #expect(!benignFirst.isPositiveMalignant && malignantFirst.isPositiveMalignant)

    let raw = benignFirst.rawDecisionValues(of: examples)
    #expect(zip(raw, labels).allSatisfy { ($0 < 0) == $1 })
    let other = malignantFirst.rawDecisionValues(of: examples)
    #expect(zip(other, labels).allSatisfy { ($0 > 0) == $1 })
    #expect(benignFirst.malignancy(of: examples) == raw.map { -$0 })
    for (a, b) in zip(benignFirst.malignancy(of: examples), other) { #expect(abs(a - b) < 0.05) }
  }

  /// With overlapping classes of unequal size, weights bring calls of the rare one.
  @Test func weightsHelpTheRareClass() throws {
    let values = (0..<60).map { index -> [Double] in
      let place = Double((index * 37) % 60) / 60
      let noise = Double((index * 13) % 7) / 7
      return [index < 6 ? place + 0.35 : place, noise]
    }
    let labels = (0..<60).map { $0 < 6 }
    let examples = rows(values)
    let calls = try [false, true].map { balances in
      try SupportVectorMachine(
        examples, labels: labels,
        settings: SVMSettings(kernel: .linear, cost: 1, balancesClasses: balances)
      ).malignancy(of: examples).count { $0 > 0 }
    }
    #expect(calls[0] == 0 && calls[1] >= 4)
  }

  @Test func oneClassIsRefused() {
    for labels in [[Bool](repeating: true, count: 20), [Bool](repeating: false, count: 20)] {
      let error = #expect(throws: RadiomicsError.self) {
        try SupportVectorMachine(
          rows(values), labels: labels, settings: SVMSettings(kernel: .rbf, cost: 1))
      }
      #expect(error?.code == .unusableData)
    }
  }

  @Test func impossibleCostIsRefused() {
    let error = #expect(throws: RadiomicsError.self) {
      try SupportVectorMachine(
        rows(values), labels: labels, settings: SVMSettings(kernel: .rbf, cost: -1))
    }
    #expect(error?.code == .fittingFailed && error?.message.contains("C") == true)
  }

  /// Rows without any value, as of black images once scaled.
  @Test func emptyRowsAreFine() throws {
    let nothing = [[Double]](repeating: [0, 0, 0], count: 20)
    #expect(rows(nothing).gamma == 1)
    let machine = try SupportVectorMachine(
      rows(nothing), labels: labels, settings: SVMSettings(kernel: .rbf, cost: 1))
    #expect(machine.malignancy(of: rows(nothing)).allSatisfy { $0.isFinite })
  }

  @Test func scoresKeepOrderAndSide() {
    let values = [-1e9, -400, -37, -1, -1e-9, 0, 1e-9, 1, 37, 400, 401, 1e7]
    let scores = values.map(DecisionScore.of)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
    #expect(scores.allSatisfy { 0...1 ~= $0 } && DecisionScore.of(0) == DecisionScore.threshold)
  }
}
