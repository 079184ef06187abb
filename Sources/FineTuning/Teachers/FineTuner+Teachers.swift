import Files
import Foundation
import NeuralNetwork
import TorchBackend
import Training

extension FineTuner {
  /// The recipe's teachers; nil where it has none. Each is trained as a training of its own, with its own
  /// checkpoint, unless a finished one of an interrupted training lies beside the model.
  ///
  /// In a process group all train each of them together, and have the leader's file.
  func teachers(
    on backend: (runtime: TorchRuntime, device: TorchDevice), with peers: Peers, network: Network,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> Teachers? {
    guard let distillation = configuration.recipe.distillation else { return nil }
    var files: [Safetensors] = []
    for number in 1...distillation.teachers {
      let teacher = FineTuner(configuration.teacher(number))
      let finished = try peers.ofLeader(peers.isLeader ? teacher.finishedFile() : nil)
      if let finished, let file = try? Safetensors(finished) {
        onEvent(.notice("Teacher \(number) of \(distillation.teachers) was trained before."))
        files.append(file)
        continue
      }
      onEvent(.notice("Teacher \(number) of \(distillation.teachers) is trained:"))
      _ = try teacher.train(
        on: backend, with: peers, isCancelled: isCancelled, onEvent: onEvent)
      let written = try peers.ofLeader(peers.isLeader ? teacher.writtenFile() : nil)
      do {
        files.append(try Safetensors(written ?? []))
      } catch {
        throw TrainingError(
          .unusableModel, "The teacher \(teacher.configuration.output) cannot be read.",
          cause: error)
      }
    }
    onEvent(.notice("The network itself is trained, by labels and teachers:"))
    return try Teachers(
      files, network: network, instructionSet: configuration.instructionSet,
      threads: configuration.workerCount)
  }

  /// Whether to look for the network's own checkpoint: a training that was stopped while it trained its
  /// teachers has none yet, and has lost nothing.
  var resumesItself: Bool {
    configuration.resumes
      && (configuration.recipe.distillation == nil
        || FileManager.default.fileExists(atPath: configuration.checkpoint))
  }

  /// The epochs of the teachers whose files lie beside the model.
  func teacherLog() -> [EpochRecord] {
    guard let count = configuration.recipe.distillation?.teachers else { return [] }
    return (1...count).flatMap { number -> [EpochRecord] in
      let lines = (try? FileBytes.read(configuration.teacher(number).log)) ?? []
      return lines.split(separator: UInt8(ascii: "\n")).compactMap {
        try? JSONDecoder().decode(EpochRecord.self, from: Data($0)).of(teacher: number)
      }
    }
  }

  /// Removes the teachers' files when the model that learnt from them is there.
  func removeTeachers() {
    guard let count = configuration.recipe.distillation?.teachers else { return }
    for number in 1...count {
      let files = configuration.teacher(number).files
      for file in [files.model, files.log] { unlink(file) }
    }
  }

  /// The model that an interrupted training has finished, if it is what this one would make.
  private func finishedFile() -> [UInt8]? {
    guard configuration.resumes, let bytes = try? writtenFile(), let file = try? Safetensors(bytes),
      let text = file.metadata(ModelMetadata.key),
      let metadata = try? JSONDecoder().decode(ModelMetadata.self, from: Data(text)),
      metadata.training.recipe == .finetune(configuration.recipe),
      metadata.training.seed == configuration.seed,
      metadata.training.split == configuration.splitDescription,
      metadata.training.data == configuration.dataName
    else { return nil }
    return bytes
  }

  private func writtenFile() throws(TrainingError) -> [UInt8] {
    do {
      return try FileBytes.read(configuration.output)
    } catch {
      throw TrainingError(
        .unusableModel, "The teacher \(configuration.output) cannot be read.", cause: error)
    }
  }
}

extension FineTuningConfiguration {
  /// How the teacher with a number, from 1, is trained.
  func teacher(_ number: Int) -> FineTuningConfiguration {
    var teacher = self
    teacher.recipe = recipe.teacher
    teacher.seed = seed &+ UInt64(number)
    teacher.output = output + ".teacher-\(number)"
    teacher.storage = .full
    teacher.keepsCheckpoint = false
    // Nobody will run it in another precision.
    teacher.measuredPrecisions = []
    return teacher
  }
}
