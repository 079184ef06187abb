import Dataset
import FineTuning
import Foundation
import NeuralNetwork
import Synchronization
import Testing
import TorchBackend
import Training

@Suite(
  "Fine-tuning", .serialized, .enabled(if: Torch.isHere, "needs libtorch: run 'make setup-torch'"))
struct FineTunerTests {
  @Test func theLossFallsAndTheModelSaysHowItWasTrained() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration(also: ["more"])
    configuration.recipe.epochs = 6
    let model = try FineTuner(configuration).train()
    let losses = model.log.map(\.trainLoss)
    #expect(losses.count == 6)
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    #expect(last < 0.8 * first, "\(losses)")
    #expect(model.log.allSatisfy { ($0.waitingShare ?? -1) >= 0 && ($0.stepMilliseconds ?? 0) > 0 })

    let training = model.metadata.training
    #expect(training.recipe == .finetune(configuration.recipe))
    #expect(training.data == "main + more")
    #expect(training.sources?.map(\.name) == ["main", "more"])
    #expect(training.sources?.map(\.images) == [24, 24])
    #expect(training.bestEpoch == 6)
    #expect(!study.has("model.safetensors.checkpoint"))

    let file = try Safetensors(study.bytes("model.safetensors"))
    let json = try #require(file.metadata(ModelMetadata.key))
    #expect(try JSONDecoder().decode(ModelMetadata.self, from: Data(json)) == model.metadata)
    let provenance = try ModelProvenance(file)
    #expect(provenance.trainingImages.count == 48)
    #expect(provenance.validationImages.count == 8)
    #expect(provenance.trainingPatients.count == 12, "by the names that an evaluation meets")
  }

  @Test func anEpochOfFewImagesIsAsLongAsItsPasses() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration(also: ["more"])
    (configuration.recipe.epochs, configuration.recipe.imagesPerEpoch) = (1, 8_000)
    configuration.recipe.passesPerEpoch = 0.5
    let counter = StepCounter()
    _ = try FineTuner(configuration).train(onEvent: { event in
      if case .fineTuningStep = event { counter.add() }
      if case .started(let start) = event { #expect(start.imagesPerEpoch == 24) }
    })
    #expect(counter.count == 6, "half of 48 images in batches of 4")
  }

  @Test func aModelResumedAnywhereIsTheModelOfAnUninterruptedTraining() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration(also: ["more"])
    configuration.recipe.mixup = 0.4
    configuration.recipe.keptEpoch = .best
    configuration.recipe.augmentation = .finetune
    _ = try FineTuner(configuration).train()
    let whole = try study.bytes("model.safetensors")

    configuration.output = study.file("resumed.safetensors")
    let error = try #require(study.interrupt(configuration, afterSteps: 1))
    #expect(error.code == .cancelled)
    #expect(error.message.contains("after batch 2 of 3"))
    configuration.resumes = true
    #expect(study.interrupt(configuration, afterSteps: 2)?.code == .cancelled)
    #expect(study.interrupt(configuration, afterSteps: 100) == nil)
    #expect(try study.bytes("resumed.safetensors") == whole)
    #expect(!study.has("resumed.safetensors.checkpoint"))
  }

  /// In its epochs the head learns and the backbone stays to the bit, statistics included; then both
  /// learn, and stopping anywhere changes nothing.
  @Test func theHeadLearnsAloneInItsEpochs() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration()
    (configuration.recipe.epochs, configuration.recipe.headEpochs) = (2, 1)
    configuration.recipe.imagesPerEpoch = 24
    _ = try FineTuner(configuration).train()
    let whole = try study.bytes("model.safetensors")

    configuration.output = study.file("resumed.safetensors")
    func tensors(afterSteps steps: Int) throws -> Safetensors {
      _ = study.interrupt(configuration, afterSteps: steps)
      configuration.resumes = true
      return try Safetensors(study.bytes("resumed.safetensors.checkpoint"))
    }
    let backbone = try Safetensors(study.bytes("backbone.safetensors"))
    func isUntouched(_ file: Safetensors) -> Bool {
      ["features.0.0.weight", "features.0.1.running_mean"].allSatisfy {
        file.floats(named: "weights.\($0)") == backbone.floats(named: $0)
      }
    }
    let early = try tensors(afterSteps: 1)
    let late = try tensors(afterSteps: 1)
    let head = "weights.head.dense2.kernel"
    #expect(early.floats(named: head) != nil)
    #expect(early.floats(named: head) != late.floats(named: head))
    #expect(isUntouched(early) && isUntouched(late))
    #expect(!isUntouched(try tensors(afterSteps: 4)))
    #expect(study.interrupt(configuration, afterSteps: 100) == nil)
    #expect(try study.bytes("resumed.safetensors") == whole)
  }

  @Test func anotherRecipeCannotGoOnWithACheckpoint() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration()
    _ = study.interrupt(configuration, afterSteps: 1)
    #expect(study.has("model.safetensors.checkpoint"))
    configuration.resumes = true
    configuration.recipe.optimizer.weightDecay = 0.5
    let error = #expect(throws: TrainingError.self) { try FineTuner(configuration).train() }
    #expect(error?.code == .mismatchedCheckpoint)
    #expect(error?.message.contains("optimizer.weight_decay was 0.01 and is now 0.5") == true)

    var bytes = try study.bytes("model.safetensors.checkpoint")
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: study.url("model.safetensors.checkpoint"))
    let damage = #expect(throws: TrainingError.self) { try FineTuner(configuration).train() }
    #expect(damage?.code == .corruptCheckpoint)
  }

  @Test func anAddedImageThatIsMeasuredOnIsLeftOut() throws {
    let study = try LesionStudy()
    // One validation image and one test image come back in the other set.
    for (old, new) in [(25, 0), (33, 1)] {
      try FileManager.default.removeItem(at: study.url("more/images/more\(new).png"))
      try FileManager.default.copyItem(
        at: study.url("main/images/main\(old).png"), to: study.url("more/images/more\(new).png"))
    }
    var configuration = try study.configuration(also: ["more"])
    configuration.recipe.epochs = 1
    let notices = Mutex<[String]>([])
    let model = try FineTuner(configuration).train(onEvent: { event in
      if case .notice(let text) = event { notices.withLock { $0.append(text) } }
    })
    #expect(notices.withLock { $0.contains { $0.hasPrefix("2 added images are among the") } })
    #expect(model.metadata.training.trainingImages == 46)
    #expect(model.metadata.training.sources?.map(\.images) == [24, 22])
  }

  /// Whoever trains a model further must not test it on what its start was trained on.
  @Test func aModelTrainedFurtherHasSeenWhatItsStartSaw() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration()
    configuration.recipe.epochs = 1
    // More rows than there are: the head alone learns.
    configuration.recipe.frozenBlocks = 1000
    _ = try FineTuner(configuration).train()
    let first = try ModelProvenance(Safetensors(study.bytes("model.safetensors")))

    configuration.initialWeights = study.file("model.safetensors")
    configuration.startsFromModel = true
    configuration.output = study.file("further.safetensors")
    configuration.split = Split(
      train: Array(8..<32), validation: Array(0..<8), test: Array(32..<40))
    let notices = Mutex<[String]>([])
    _ = try FineTuner(configuration).train(onEvent: { event in
      if case .notice(let text) = event { notices.withLock { $0.append(text) } }
    })
    let second = try ModelProvenance(Safetensors(study.bytes("further.safetensors")))
    #expect(Set(second.trainingImages).count == 32)
    #expect(Set(second.trainingImages).isSuperset(of: first.trainingImages))
    #expect(Set(second.trainingPatients).isSuperset(of: first.trainingPatients))
    #expect(notices.withLock { $0.contains { $0.contains("on 8 of the 8 validation images") } })
  }

  @Test func aLossThatIsNoNumberEndsTheTraining() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration()
    configuration.recipe.schedule.peak = 1e30
    configuration.recipe.schedule.warmUpShare = 0
    configuration.recipe.optimizer.clippingNorm = 0
    let error = #expect(throws: TrainingError.self) { try FineTuner(configuration).train() }
    #expect(error?.code == .diverged)
    #expect(!study.has("model.safetensors"))
  }

  @Test func theEngineScoresTheFileAsLibtorchDoes() throws {
    let study = try LesionStudy()
    var configuration = try study.configuration()
    configuration.recipe.epochs = 1
    _ = try FineTuner(configuration).train()
    let file = try Safetensors(study.bytes("model.safetensors"))
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let session = InferenceSession(try ExecutionPlan(network, weights: file))
    let graph = try TrainableNetwork(network, weights: file, runtime: TorchRuntime.load())
    let pixels = (0..<session.input.count).map { Float(($0 * 37) % 255) / 127 - 1 }
    for (index, value) in pixels.enumerated() { session.input[index] = value }
    let engine = session.run()[0]
    let torch = try pixels.withUnsafeBufferPointer { rows in
      let image = try Tensor(
        borrowingRows: rows, batch: 1, height: network.inputHeight, width: network.inputWidth,
        channels: 3)
      return try graph.forward(image, normalization: .runningStatistics).logits.item()
    }
    #expect(abs(Double(engine) - torch) < 1e-4)
  }
}
