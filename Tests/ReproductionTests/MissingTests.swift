import Foundation
import NeuralNetwork
import Report
import Reproduction
import TestSupport
import Testing
import Training

/// What is missing is said, and everything else is done.
@Suite("What is missing")
struct MissingTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  /// Without weights a network keeps its row: its size, and its speed by the same road.
  @Test func networkWithoutWeightsKeepsItsRow() throws {
    try study.folder.makeDirectory("weights")
    let weights = study.folder.file("weights")
    let configuration = try study.configuration {
      $0.weightsDirectory = weights
      $0.networks = [.efficientNetV2B0, .mobileNetV3Small]
    }
    let journal = Journal()
    let report = try journal.run(configuration)
    #expect(
      journal.done == [
        .radiomics, .network(.mobileNetV3Small), .network(.efficientNetV2B0),
      ])
    #expect(report.classifiers.map(\.parameterCount) == [nil, 1_602_929, 7_394_129])
    for row in report.classifiers.dropFirst() {
      #expect(
        row.missing == "weights not installed: lentigo weights fetch \(row.identifier)")
      #expect(row.measurement == nil)
      #expect(row.timing?.images == report.data.testImages.count)
      #expect((row.timing?.networkMilliseconds ?? 0) > 0)
    }
    #expect(report.ablation.isEmpty && report.byPatient.isEmpty && report.comparisons.isEmpty)

    // Weights that come later fill the row, and do nothing else again.
    try FileManager.default.copyItem(
      atPath: SmallStudy.weights + "/mobilenet-v3-small.synthetic.safetensors",
      toPath: weights + "/any-name.safetensors")
    let filled = Journal()
    let second = try filled.run(configuration)
    #expect(filled.reused == [.radiomics, .network(.efficientNetV2B0)])
    #expect(filled.done.count == 6)
    #expect(
      filled.notices == [
        "MobileNetV3Small is done again: the weights: none before."
      ])
    #expect(
      second.classifiers[1].measurement == (try WholeRun.shared()).report.classifiers[1].measurement
    )
  }

  /// A table of a split by image beside the same split by patient would be a false one.
  @Test func byPatientThereIsNoSecondSplit() throws {
    let journal = Journal()
    let configuration = try study.configuration { $0.grouping = .patient }
    _ = try journal.runUntil(configuration) { $0.done.count >= 2 }
    let report = try study.writtenReport()
    #expect(report.data.patientsInTrainingAndTest == 0)
    #expect(report.data.grouping == "patient" && report.byPatient.isEmpty)
    #expect(
      try report.classifiers[1].measurement?.summary.logLoss
        == WholeRun.shared().report.byPatient.first?.summary.logLoss)
  }

  /// A split by patient that cannot be made costs its own stage, and the report says so.
  @Test func oneStageThatCannotBeDoneLeavesTheOthers() throws {
    try study.changeLabels { $0[1] = "SP_ONE" }
    let journal = Journal()
    let report = try journal.run(
      study.configuration {
        $0.recipe = Recipe.Element.allCases.reduce($0.recipe) { $0.without($1) }
        $0.recipe.epochs = 1
      })
    #expect(report.classifiers.allSatisfy { $0.measurement != nil } && report.byPatient.isEmpty)
    #expect(report.failures.map(\.stage) == ["By patient"])
    #expect(journal.notices.contains { $0.hasPrefix("By patient failed: ") })
    #expect(report.ablation.map(\.name) == ["the chosen recipe"])
    #expect(report.ablation[0].without.count == 4)
    #expect(report.augmentations.allSatisfy { $0.used == "none" })
  }

  @Test func aFolderIsForOneRunAtATime() throws {
    try study.folder.makeDirectory("output")
    let descriptor = open(study.output, O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let refused = try Journal().runUntil(study.configuration()) { _ in true }
    #expect(refused?.code == .occupied && refused?.message.contains("Another run") == true)
    close(descriptor)
    let error = try Journal().runUntil(study.configuration()) { _ in true }
    #expect(error?.code == .cancelled)
  }

  @Test func outputThatCannotBeWrittenIsRefusedFirst() throws {
    try study.folder.write("a file", to: "file")
    for place in ["file", "file/below", "no/such/folder"] {
      let output = study.folder.file(place)
      let journal = Journal()
      let error = try journal.runUntil(study.configuration { $0.output = output }) { _ in false }
      #expect(error?.code == .unwritable && error?.message.contains("--output") == true)
      #expect(journal.work.isEmpty)
    }
  }

  @Test func badRecipeAndOneClassAreRefused() throws {
    let recipe = try Journal().runUntil(study.configuration { $0.recipe.epochs = 0 }) { _ in false }
    #expect(recipe?.message.contains("epochs is 0") == true)
    let table = try String(contentsOfFile: study.data + "/train.csv", encoding: .utf8)
    try study.folder.write(
      table.replacingOccurrences(of: "malignant,1", with: "benign,0"), to: "lesions/train.csv")
    let oneClass = try Journal().runUntil(study.configuration()) { _ in false }
    #expect(oneClass?.code == .unusableData)
    #expect(oneClass?.message.contains("both classes") == true)
  }
}
