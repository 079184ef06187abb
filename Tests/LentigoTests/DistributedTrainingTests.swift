import Foundation
import Testing
import TorchBackend
import Training

/// `lentigo train` as several processes, launched by the variables that torchrun sets.
@Suite(
  "Training on several machines", .serialized,
  .enabled(if: (try? TorchRuntime.load()) != nil, "needs libtorch: run 'make setup-torch'"))
struct DistributedTrainingTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  /// A short recipe with everything that draws by chance or looks at a whole batch.
  private func recipe(batch: Int, epochs: Int = 3) throws -> String {
    let name = "recipe-\(batch)-\(epochs).json"
    let printed = try LentigoProcess.run(
      "train", "--print-recipe", "--recipe", "finetune",
      "--data", study.data, "--output", folder.file("none"))
    var values = try #require(
      try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
    for (key, value) in [
      "batch_size": batch, "epochs": epochs, "images_per_epoch": 24, "frozen_blocks": 0,
      "dropout": 0.2, "mixup": 0.4, "batch_norm_momentum": 0.1, "batch_norm_freeze": 1,
      "average_decay": 0.9,
    ] as [String: Any] {
      #expect(values.updateValue(value, forKey: key) != nil, "\(key)")
    }
    values["distillation"] = nil
    // As it is, Adam's first steps follow the sign of gradients, that of rounding included.
    try change("epsilon", of: "optimizer", to: 1e-2, in: &values)
    try change("peak", of: "schedule", to: 5e-5, in: &values)
    #expect(values["augmentation"] as? [String: Any] != nil)
    try folder.write(try JSONSerialization.data(withJSONObject: values), to: name)
    return folder.file(name)
  }

  private func change(
    _ key: String, of part: String, to value: Double, in values: inout [String: Any]
  ) throws {
    var inner = try #require(values[part] as? [String: Any])
    #expect(inner.updateValue(value, forKey: key) != nil, "\(key)")
    values[part] = inner
  }

  private func training(to output: String, recipe: String, _ more: [String] = []) -> [String] {
    [
      "train", "--data", study.data, "--recipe", "finetune", "--recipe-file", recipe,
      "--backbone-weights", study.backbone, "--output", folder.file(output), "--device", "cpu",
      "--threads", "1",
    ] + more
  }

  private func start(
    _ arguments: [String], rank: Int, port: Int, timeout: Int = 30
  ) throws -> LentigoProcess.Running {
    try LentigoProcess.start(
      arguments,
      environment: [
        "RANK": "\(rank)", "WORLD_SIZE": "2", "LOCAL_RANK": "\(rank)", "MASTER_PORT": "\(port)",
        "MASTER_ADDR": "127.0.0.1", "LENTIGO_DISTRIBUTED_TIMEOUT": "\(timeout)",
        "LENTIGO_TORCH": try TorchRuntime.load().path,
      ])
  }

  private func pair(_ arguments: [String]) throws -> [LentigoProcess] {
    let port = Int.random(in: 20_000..<32_000)
    return try (0..<2).map { try start(arguments, rank: $0, port: port) }.map { try $0.finish() }
  }

  private func losses(_ output: String) throws -> [Double] {
    try folder.text(output + ".log.jsonl").split(separator: "\n").map {
      try JSONDecoder().decode(EpochRecord.self, from: Data($0.utf8)).trainLoss
    }
  }

  /// Two processes with a few images each take the steps of one with all of them: batch norm's statistics,
  /// dropout, mixup, augmentation and averages are those of the whole batch. What differs is rounding,
  /// which training makes larger from step to step.
  @Test(arguments: [4, 3]) func twoProcessesLearnAsOne(batch: Int) throws {
    let one = try LentigoProcess.run(training(to: "one", recipe: try recipe(batch: 2 * batch)))
    #expect(one.status == 0, "\(one.errors)")
    let both = try pair(training(to: "two", recipe: try recipe(batch: batch)))
    #expect(both.allSatisfy { $0.status == 0 }, "\(both.map(\.errors))")
    #expect(both[1].output == "" && both[1].errors == "", "only rank 0 speaks")
    let (expected, found) = (try losses("one"), try losses("two"))
    #expect(expected.count == 3 && found.count == 3)
    for (a, b) in zip(expected, found) { #expect(abs(a - b) < 5e-5, "\(expected) \(found)") }
    let difference = try ModelDifference(folder, "one", "two", start: study.backbone)
    // A dozen small steps change the weights by little more than fp32 can tell apart.
    #expect(difference.weights < 0.1 && difference.statistics < 2e-4, "\(difference)")
    #expect(folder.has("two") && !folder.has("two.checkpoint"))
  }

  /// Ctrl-C in one process saves and stops both, and both go on to the same model.
  @Test func interruptedAndResumed() throws {
    let arguments = training(to: "m", recipe: try recipe(batch: 4, epochs: 8))
    let whole = try pair(training(to: "whole", recipe: try recipe(batch: 4, epochs: 8)))
    #expect(whole[0].status == 0, "\(whole[0].errors)")
    let port = Int.random(in: 20_000..<32_000)
    let running = try (0..<2).map { try start(arguments, rank: $0, port: port) }
    while running[0].process.isRunning, (try? losses("m").count) ?? 0 < 2 { usleep(5_000) }
    kill(running[1].process.processIdentifier, SIGINT)
    let stopped = try running.map { try $0.finish() }
    #expect(stopped.map(\.status) == [130, 130], "\(stopped.map(\.errors))")
    #expect(folder.has("m.checkpoint") && !folder.has("m"))
    let resumed = try pair(arguments + ["--resume"])
    #expect(resumed.map(\.status) == [0, 0], "\(resumed.map(\.errors))")
    #expect(try losses("m") == losses("whole"))
    #expect(try folder.bytes("m") == folder.bytes("whole"))
  }

  @Test func killedProcessEndsTheOther() throws {
    let arguments = training(to: "m", recipe: try recipe(batch: 4, epochs: 200))
    let port = Int.random(in: 20_000..<32_000)
    let running = try (0..<2).map { try start(arguments, rank: $0, port: port) }
    while running[0].process.isRunning, (try? losses("m").count) ?? 0 < 1 { usleep(5_000) }
    kill(running[1].process.processIdentifier, SIGKILL)
    let left = try running[0].finish()
    _ = try running[1].finish()
    #expect(left.status == 3)
    #expect(left.errors.contains("rank 0 of 2 lost another process while "), "\(left.errors)")
    #expect(left.errors.contains("--resume"))
    #expect(folder.has("m.checkpoint"))
  }

  @Test func otherSettingsAreRefused() throws {
    let arguments = training(to: "m", recipe: try recipe(batch: 4))
    let port = Int.random(in: 20_000..<32_000)
    let ended = try [
      start(arguments, rank: 0, port: port),
      start(arguments + ["--seed", "7"], rank: 1, port: port),
    ].map { try $0.finish() }
    for process in ended {
      #expect(process.status == 3)
      #expect(
        process.errors.contains(
          "Rank 1 trains something else than rank 0: the seed was 0 and is now 7"),
        "\(process.errors)")
    }
  }

  @Test func malformedVariableIsNamed() throws {
    let process = try LentigoProcess.run(
      training(to: "m", recipe: try recipe(batch: 4)), environment: ["RANK": "0"])
    #expect(process.status == 3 && process.errors.contains("WORLD_SIZE is not set, but RANK is"))
  }

  @Test func theRecipePaperTrainsAlone() throws {
    let process = try LentigoProcess.run(
      study.training(to: folder.file("m"), epochs: 1),
      environment: [
        "RANK": "0", "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500",
      ])
    #expect(process.status == 2 && process.errors.contains("only --recipe finetune"))
  }
}
