import FineTuning
import Foundation
import NeuralNetwork
import Synchronization
import Testing
import Training

@Suite("Distillation")
struct DistillationTests {
  @Test func teachersTakeTheirShareOfTheTarget() {
    let labels = BatchTargets(labels: [true, false, false], diagnoses: [1, nil, 0])
    let taught = labels.taught([0.5, 0.5, 0], weight: 0.8)
    for (value, expected) in zip(taught.malignancy, [0.6, 0.4, 0]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(taught.diagnoses == labels.diagnoses)
    #expect(labels.taught([0, 1, 1], weight: 1).malignancy == [0, 1, 1])
  }

  @Test func aTeacherIsTrainedByTheRecipeWithoutTeachers() {
    var recipe = FineTuningRecipe.finetune
    recipe.distillation = Distillation(teachers: 3, epochs: 7, weight: 0.5)
    #expect(recipe.teacher.distillation == nil)
    #expect(recipe.teacher.epochs == 7)
    #expect(recipe.teacher.augmentation == recipe.augmentation)
    #expect(recipe.without(.distillation).distillation == nil)
    #expect(recipe.with(epochs: 5).teacher.epochs == 5)
    #expect(recipe.with(epochs: 8).teacher.epochs == 7)
  }

  @Suite(
    "with libtorch", .serialized,
    .enabled(if: Torch.isHere, "needs libtorch: run 'make setup-torch'"))
  struct Trained {
    private static func configuration(of study: LesionStudy) throws -> FineTuningConfiguration {
      var configuration = try study.configuration()
      configuration.recipe.mixup = 0.4
      configuration.recipe.distillation = Distillation(teachers: 2, epochs: 1, weight: 0.7)
      return configuration
    }

    /// The model alone is left, and what teachers say changes it.
    @Test func teachersChangeTheModelAndLeaveNothingBehind() throws {
      let study = try LesionStudy()
      var configuration = try Self.configuration(of: study)
      let model = try FineTuner(configuration).train()
      #expect(model.metadata.training.recipe == .finetune(configuration.recipe))
      #expect(model.log.count == 2 && model.log.allSatisfy { $0.teacher == nil })
      #expect(model.teacherLog.map(\.teacher) == [1, 2])
      let log = String(decoding: try study.bytes("model.safetensors.log.jsonl"), as: UTF8.self)
      #expect(log.split(separator: "\n").count == 4, "the card adds up the time of all")
      let files = try FileManager.default.contentsOfDirectory(atPath: study.folder.path)
      #expect(!files.contains { $0.contains("teacher") }, "\(files)")

      configuration.recipe.distillation = nil
      configuration.output = study.file("alone.safetensors")
      _ = try FineTuner(configuration).train()
      let (taught, alone) = (
        try Safetensors(study.bytes("model.safetensors")),
        try Safetensors(study.bytes("alone.safetensors"))
      )
      #expect(
        taught.floats(named: "head.dense2.kernel") != alone.floats(named: "head.dense2.kernel"))
    }

    /// Stopped in the first teacher, in the second and in the network itself: the same bytes, and no
    /// teacher twice.
    @Test func aTrainingStoppedAnywhereGoesOnWhereItWas() throws {
      let study = try LesionStudy()
      var configuration = try Self.configuration(of: study)
      _ = try FineTuner(configuration).train()
      let whole = try study.bytes("model.safetensors")

      configuration.output = study.file("resumed.safetensors")
      #expect(study.interrupt(configuration, afterSteps: 1)?.code == .cancelled)
      configuration.resumes = true
      #expect(study.interrupt(configuration, afterSteps: 3)?.code == .cancelled)
      #expect(study.has("resumed.safetensors.teacher-1"))
      #expect(!study.has("resumed.safetensors.teacher-2"))
      #expect(study.interrupt(configuration, afterSteps: 4)?.code == .cancelled)
      #expect(study.has("resumed.safetensors.teacher-2"))
      let notices = Mutex<[String]>([])
      _ = try FineTuner(configuration).train(onEvent: { event in
        if case .notice(let text) = event { notices.withLock { $0.append(text) } }
      })
      #expect(notices.withLock { $0.count { $0.contains("was trained before") } } == 2)
      #expect(try study.bytes("resumed.safetensors") == whole)
      #expect(!study.has("resumed.safetensors.teacher-1"))
    }

    /// Another seed's teachers are no teachers of this network.
    @Test func teachersOfAnotherTrainingAreTrainedAnew() throws {
      let study = try LesionStudy()
      var configuration = try Self.configuration(of: study)
      #expect(study.interrupt(configuration, afterSteps: 4)?.code == .cancelled)
      #expect(study.has("model.safetensors.teacher-1"))
      configuration.seed += 10
      configuration.resumes = true
      let notices = Mutex<[String]>([])
      _ = try? FineTuner(configuration).train(
        isCancelled: { notices.withLock { $0.contains { $0.contains("Teacher 2") } } },
        onEvent: { event in
          if case .notice(let text) = event { notices.withLock { $0.append(text) } }
        })
      #expect(notices.withLock { $0.contains("Teacher 1 of 2 is trained:") })
    }
  }
}
