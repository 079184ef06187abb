import Dataset
import Foundation
import NeuralNetwork
import Parallelism
import Report
import Reproduction
import Testing
import Training

/// One run from the first image to the report.
@Suite("A whole reproduction")
struct WholeRunTests {
  private let whole: WholeRun

  init() throws { whole = try WholeRun.shared() }

  @Test func everyStageIsDoneInOrder() {
    let ablation = AblationVariant.allCases.map { ReproductionStage.ablation($0) }
    #expect(
      whole.journal.done == [.radiomics, .network(.mobileNetV3Small)] + ablation + [.patients])
    // Six trainings of two epochs.
    #expect(whole.journal.epochs == 12)
    #expect(whole.journal.notices == [])
  }

  @Test func reportHasEveryRow() throws {
    let report = whole.report
    #expect(report.classifiers.map(\.identifier) == ["svm-radiomics", "mobilenet-v3-small"])
    #expect(report.classifiers.allSatisfy { $0.missing == nil })
    let row = report.classifiers[1]
    #expect(row.parameterCount == 1_602_929 && row.paper == PaperTable.figures(.mobileNetV3Small))
    #expect((row.multiplyAdds ?? 0) > 50_000_000)
    let timing = try #require(row.timing)
    #expect(timing.images == report.data.testImages.count && timing.seconds > 0)
    #expect((timing.networkMilliseconds ?? 0) > 0)
    #expect(timing.cores == min(2, Parallel.workerCount) && timing.machine == report.machine)
    let weights = try #require(row.weights)
    #expect(weights.file == "mobilenet-v3-small.synthetic.safetensors")
    #expect(weights.origin == "torchvision" && weights.fingerprint.count == 16)
    #expect(report.failures.isEmpty && report.classifiers[0].weights == nil)
    for row in report.classifiers {
      let measurement = try #require(row.measurement)
      #expect(measurement.scores.count == report.data.testImages.count)
      #expect(measurement.summary.count == measurement.scores.count)
      #expect(measurement.summary.auc != nil)
    }
    let epochs = try #require(row.measurement?.epochs)
    #expect(epochs.map(\.epoch) == [1, 2] && epochs.count { $0.isKept } == 1)
    #expect(report.comparisons.map(\.first) == ["svm-radiomics"])
    #expect(report.radiomics != nil)
  }

  @Test func ablationLeavesOutOneByOneAndAll() throws {
    let ablation = whole.report.ablation
    #expect(
      ablation.map(\.without) == [
        [], ["balance"], ["augmentation"], ["focus", "class-weights"],
        ["balance", "augmentation", "focus", "class-weights"],
      ])
    // The same model by the arithmetic of the other rows: not the last digits, but all before them.
    let network = try #require(whole.report.classifiers[1].measurement?.summary)
    let full = try #require(ablation.first?.summary)
    #expect(full.auc == network.auc && ablation[0].againstFull == nil)
    #expect(abs((full.logLoss ?? 1) - (network.logLoss ?? 0)) < 1e-5)
    #expect(ablation.allSatisfy { $0.epochs.count == 2 })
    for row in ablation.dropFirst() {
      let comparison = try #require(row.againstFull)
      #expect(comparison.first == row.summary.auc && comparison.second == full.auc)
    }
    #expect(Set(ablation.map { $0.summary.logLoss }).count == 5)
  }

  /// The augmented pictures of the full recipe are those of the recipe without focal loss, and no
  /// image without augmentation goes through the backbone twice.
  @Test func nothingIsLeftBesideTheReportTheModelsAndTheStages() throws {
    let files = whole.study.files
    let folders = Set(files.map { $0.split(separator: "/")[0] })
    #expect(
      folders.isSubset(of: [
        "report.json", "report.html", "report.md", "figures", "models", "stages",
      ]))
    #expect(files.count { $0.hasSuffix(".safetensors") } == 6)
    #expect(!files.contains { $0.hasSuffix(".checkpoint") || $0.hasSuffix(".part") })
    #expect(try whole.study.writtenReport() == whole.report)
  }

  /// The models are those of `lentigo train`, to the byte: sharing features changes nothing.
  @Test(arguments: [
    ("", SplitMethod.random(), [Recipe.Element]()),
    ("-without-focal-loss", .random(), [.focus, .classWeights]),
    ("-without-any", .random(), [.balance, .augmentation, .focus, .classWeights]),
    ("-by-patient", .patient(), []),
  ])
  func modelsAreThoseOfTheTrainer(
    suffix: String, method: SplitMethod, without: [Recipe.Element]
  ) throws {
    let configuration = try whole.study.configuration()
    let records = configuration.manifest.records
    let output = whole.study.folder.file("alone\(suffix)")
    _ = try Trainer(
      TrainingConfiguration(
        manifest: configuration.manifest,
        split: try Split.make(records, method: method, seed: 0),
        splitDescription: suffix == "-by-patient" ? "patient" : "random", dataName: "lesions",
        recipe: without.reduce(configuration.recipe) { $0.without($1) },
        backboneWeights: SmallStudy.weights + "/mobilenet-v3-small.synthetic.safetensors",
        output: output)
    ).train()
    #expect(
      try whole.study.folder.read("alone\(suffix)")
        == whole.study.folder.read("output/models/mobilenet-v3-small\(suffix).safetensors"))
  }

  /// No model has seen a test image, neither in training nor for its epoch and threshold.
  @Test func testImagesAreSeenByNobody() throws {
    let records = try whole.study.configuration().manifest.records
    let tested = Set(whole.report.data.testImages.map(\.name))
    #expect(tested.count > 5)
    for name in ["", "-without-augmentation", "-without-oversampling"] {
      let bytes = try whole.study.folder.read(
        "output/models/mobilenet-v3-small\(name).safetensors")
      let seen = try ModelProvenance(Safetensors(bytes)).partition(records)
      #expect(Set(seen.unseen.map { records[$0].imageName }) == tested)
      let parts = whole.report.data.parts.map { $0.malignant + $0.benign }
      #expect([seen.training.count, seen.validation.count, tested.count] == parts)
    }
    let bytes = try whole.study.folder.read(
      "output/models/mobilenet-v3-small-by-patient.safetensors")
    let seen = try ModelProvenance(Safetensors(bytes)).partition(records)
    #expect(seen.unseenOfTrainingPatients.isEmpty)
    #expect(whole.report.byPatient.map(\.summary.count) == [seen.unseen.count])
  }

  @Test func dataAreDescribed() throws {
    let data = whole.report.data
    #expect(data.parts.map(\.name) == ["training", "validation", "test"])
    #expect(data.parts[0].malignant + data.parts[0].benign == 30)
    #expect(data.malignant == 20 && data.benign == 30 && data.unusable == 0)
    #expect(data.grouping == "image" && data.excludedRows == 0 && data.isSynthetic)
    #expect(data.medianWidth == 96 && data.medianHeight == 96 && data.duplicatesAcrossParts == 0)
    #expect(Set(data.parts.map(\.fingerprint) + [data.fingerprint]).count == 4)
    #expect(data.patientsInTrainingAndTest > 0 && data.patients > 1)
    let machine = whole.report.machine
    #expect(machine.cores == min(2, Parallel.workerCount))
    #expect(machine.memory > 1 << 28 && !machine.processor.isEmpty)
    #expect(whole.report.settings.contains { $0.name == "Class weights" && $0.paper == nil })
    #expect(whole.report.augmentations.map(\.used).contains("[0.4, 0.6] times"))
  }
}
