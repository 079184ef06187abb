import Foundation
import Synchronization
import Testing
import Training

/// What a killed process leaves in the middle of an epoch is enough to end in the same bytes.
@Suite("Checkpoints by time")
struct TimedCheckpointTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  /// The checkpoint as it lies there when a step is reported: that is all a SIGKILL would leave.
  @Test(arguments: [2, 7, 8, 20])
  func goesOnFromWhatAKillLeaves(step: Int) throws {
    var configuration = try study.configuration()
    configuration.checkpointInterval = .zero
    let steps = StepCounter()
    let left = Mutex<[UInt8]>([])
    let folder = study.folder
    _ = try Trainer(configuration).train(onEvent: { event in
      guard case .step = event else { return }
      steps.add()
      guard steps.count == step else { return }
      let bytes = (try? folder.bytes("model.safetensors.checkpoint")) ?? []
      left.withLock { $0 = bytes }
    })
    #expect(try study.folder.bytes("model.safetensors") == WholeTraining.shared().bytes)

    var again = try study.configuration(output: "again")
    again.resumes = true
    try study.folder.write(left.withLock { $0 }, to: "again.checkpoint")
    let resumed = StepCounter()
    _ = try Trainer(again).train(onEvent: { event in
      if case .step = event { resumed.add() }
    })
    #expect(try study.folder.bytes("again") == WholeTraining.shared().bytes)
    // All but the step in flight was saved: 21 steps in all.
    #expect(resumed.count == 21 - (step - 1))
  }

  @Test func longIntervalSavesAtTheEndsOfEpochsOnly() throws {
    let configuration = try study.configuration()
    let found = Mutex<[Bool]>([])
    let folder = study.folder
    _ = try Trainer(configuration).train(onEvent: { event in
      guard case .step = event else { return }
      let has = folder.has("model.safetensors.checkpoint")
      found.withLock { $0.append(has) }
    })
    #expect(found.withLock { $0.prefix(7).allSatisfy { !$0 } && $0[7] })
  }

  /// Whoever notes that a model is finished must be able to do so before the checkpoint goes.
  @Test func keptCheckpointGivesTheModelAgain() throws {
    var configuration = try study.configuration()
    (configuration.keepsCheckpoint, configuration.resumes) = (true, true)
    let first = try study.train(configuration)
    #expect(study.folder.has("model.safetensors.checkpoint"))
    try FileManager.default.removeItem(atPath: study.folder.file("model.safetensors"))
    let steps = StepCounter()
    _ = try Trainer(configuration).train(onEvent: { event in
      if case .step = event { steps.add() }
    })
    #expect(try steps.count == 0 && study.folder.bytes("model.safetensors") == first)
  }
}
