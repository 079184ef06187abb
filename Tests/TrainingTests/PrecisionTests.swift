import Dataset
import Evaluation
import Foundation
import NeuralNetwork
import Screening
import Synchronization
import Testing
import Training

/// Training measures other precisions at its end. Where this machine has none, 32-bit floats measured
/// against themselves go the same way.
@Suite("Precisions measured in training")
struct PrecisionTests {
  private let study: SmallStudy
  private static let here = PrecisionHere.all

  init() throws { study = try SmallStudy() }

  private func configuration() throws -> TrainingConfiguration {
    var configuration = try study.configuration()
    configuration.measuredPrecisions = [.fp32] + Self.here
    return configuration
  }

  @Test func everyPrecisionOfTheMachineIsMeasured() throws {
    let precisions = try WholeTraining.shared().model.metadata.precisions
    #expect(precisions?.map(\.precision) == (Self.here.isEmpty ? nil : Self.here.map { "\($0)" }))
  }

  @Test func measuresTheValidationImages() throws {
    let model = try Trainer(configuration()).train()
    let measured = try #require(model.metadata.precisions)
    #expect(measured.map(\.precision) == (["fp32"] + Self.here.map { "\($0)" }))
    for entry in measured {
      #expect(entry.images == 12 && entry.malignant == 3 && entry.measuredOn == "validation")
      #expect(entry.referenceAUC == model.metadata.training.validationAUC)
      #expect(entry.instructionSet == "\(InstructionSet.best)")
      // Three melanomas say nothing.
      #expect(!entry.offered && entry.shortcomings == ["too-few-images"])
      #expect(entry.reasons.contains("3 malignant and 9 benign images are too few"))
    }
    // The engine's scores beside those of the trainer's head.
    #expect((measured[0].largestDifference ?? 1) < 1e-5)
    #expect(measured[0].auc == measured[0].referenceAUC && measured[0].changedVerdicts == 0)
    let bytes = try study.folder.bytes("model.safetensors")
    #expect(try ScreeningModel(modelFile: bytes).offeredPrecisions.precisions == [.fp32])
  }

  @Test func threadsDoNotShow() throws {
    var configuration = try configuration()
    let bytes = try study.train(configuration)
    configuration.threads = 1
    #expect(try study.train(configuration) == bytes)
  }

  @Test func stoppedWhileMeasuringItGoesOn() throws {
    let whole = try study.train(configuration())
    try FileManager.default.removeItem(atPath: study.folder.file("model.safetensors"))
    var configuration = try configuration()
    let isMeasuring = StepCounter()
    expectError(.cancelled, "stopped while fp32 was measured; it is saved: go on with --resume") {
      try Trainer(configuration).train(
        isCancelled: { isMeasuring.count > 0 },
        onEvent: { event in
          if case .measuring = event { isMeasuring.add() }
        })
    }
    #expect(study.folder.has("model.safetensors.checkpoint"))
    #expect(!study.folder.has("model.safetensors"))
    configuration.resumes = true
    #expect(try study.train(configuration) == whole)
    #expect(!study.folder.has("model.safetensors.checkpoint"))
  }

  /// As by a meter on the finished file, which decodes the images itself.
  @Test func meterFindsTheSame() throws {
    let trained = try Trainer(configuration()).train()
    let file = try Safetensors(study.folder.bytes("model.safetensors"))
    let model = try ScreeningModel(modelFile: file.bytes)
    let records = try Manifest.load(directory: study.folder.path).records
    let validation = SmallStudy.split.validation.map { records[$0] }
    let meter = PrecisionMeter(model, file: file)
    #expect(meter.precisions == Self.here)
    let steps = Mutex<[Int]>([])
    let measurement = try meter.measure(
      validation, in: [.fp32] + Self.here, measuredOn: "these",
      onEvent: { event in
        if case .measuring(.fp32, let done, 12) = event { steps.withLock { $0.append(done) } }
      })
    #expect(steps.withLock { $0 } == [12, 12])
    let scores = try BatchScorer(model).score(validation.map(\.path)).map {
      Double(try $0.score.get())
    }
    #expect(measurement.reference.scores == scores)
    // 32-bit floats against themselves, to the bit.
    let same = measurement.precisions[0]
    #expect(same.largestDifference == 0 && same.meanDifference == 0 && same.measuredOn == "these")
    for (found, known) in zip(measurement.precisions, trained.metadata.precisions ?? []) {
      #expect(found.precision == known.precision && found.images == known.images)
      #expect(
        abs((found.largestDifference ?? 9) - (known.largestDifference ?? -9)) < 1e-5)
    }
  }

  @Test func meterNamesWhatItCannotUse() throws {
    let file = try Safetensors(WholeTraining.shared().bytes)
    let meter = PrecisionMeter(try ScreeningModel(modelFile: file.bytes), file: file)
    try study.folder.write([1, 2, 3], to: "images/lesion40.png")
    let records = try Manifest.load(directory: study.folder.path).records
    let measurement = try meter.measure(Array(records[36...]), in: [], measuredOn: "")
    #expect(measurement.unusable.count == 1)
    #expect(measurement.unusable.first?.path.hasSuffix("lesion40.png") == true)
    #expect(measurement.reference.count == 7 && measurement.precisions.isEmpty)
    expectError(.unusableData, "Not one of the 1 images") {
      try meter.measure([records[40]], in: [], measuredOn: "")
    }
    expectError(.cancelled, "stopped") {
      try meter.measure(records, in: [], measuredOn: "", isCancelled: { true })
    }
  }
}
