import Foundation
import Testing
import TorchBackend
import Training

/// `lentigo train --recipe finetune`: what the command line says, and a whole training where libtorch
/// is installed.
@Suite("Fine-tuning on the command line")
struct FineTuneCommandTests {
  private let folder: TemporaryFolder
  private let study: Study

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  private func training(_ more: String...) -> [String] {
    [
      "train", "--data", study.data, "--recipe", "finetune", "--backbone-weights", study.backbone,
      "--output", folder.file("model.safetensors"),
    ] + more
  }

  @Test func aMissingLibtorchSaysTheWayOut() throws {
    let process = try LentigoProcess.run(
      training(), environment: ["LENTIGO_TORCH": folder.file("nowhere")])
    #expect(process.status == 3)
    #expect(process.errors.contains("make setup-torch"))
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: [
    (["--without", "magic"], "has no element 'magic': it has augmentation, "),
    (["--hue", "10"], "--balance and --hue belong to --recipe paper"),
    (["--device", "tpu"], "'tpu'"),
    (["--epochs", "0"], "--epochs must be 1 to 10,000"),
  ])
  func whatTheRecipeLacksIsWrongUsage(arguments: [String], words: String) throws {
    let process = try LentigoProcess.run(training() + arguments)
    #expect(process.status == 2)
    #expect(process.errors.contains(words), "\(process.errors)")
  }

  @Test func thePapersRecipeRefusesWhatIsNotItsOwn() throws {
    for arguments in [
      ["--also-train", study.data], ["--store", "fp16"], ["--without", "mixup"],
      ["--recipe-file", "x"],
    ] {
      let process = try LentigoProcess.run(
        study.training(to: folder.file("model.safetensors"), epochs: 1) + arguments)
      #expect(process.status == 2, "\(arguments)")
    }
  }

  @Test func thePrintedRecipeIsTheOneThatIsUsed() throws {
    let printed = try LentigoProcess.run(
      training("--print-recipe", "--without", "vignette", "--without", "warm-up", "--epochs", "3"))
    let recipe: FineTuningRecipe = try printed.json()
    #expect(recipe.name == "finetune without vignette without warm-up")
    #expect(recipe.epochs == 3 && recipe.schedule.warmUpShare == 0)
    #expect(recipe.teacher.epochs == 3)
    try folder.write(printed.output, to: "recipe.json")
    let again = try LentigoProcess.run(
      training("--print-recipe", "--recipe-file", folder.file("recipe.json")))
    #expect(try again.json(FineTuningRecipe.self) == recipe)
    #expect(printed.lines.contains("  \"epochs\": 3,"))
    let alone = try LentigoProcess.run("train", "--recipe", "finetune", "--print-recipe")
    #expect(try alone.json(FineTuningRecipe.self) == .finetune)
    let homeless = try LentigoProcess.run("train", "--data", study.data)
    #expect(homeless.status == 2 && homeless.errors.contains("--output FILE"))
    let broken = try LentigoProcess.run(
      training("--print-recipe", "--recipe-file", study.backbone))
    #expect(broken.status == 2)
    #expect(broken.errors.contains("is no recipe"))
  }

  @Test(.enabled(if: (try? TorchRuntime.load()) != nil, "needs libtorch: run 'make setup-torch'"))
  func aModelIsTrainedStoredSmallAndTrainedFurther() throws {
    var recipe = FineTuningRecipe.finetune
    (recipe.epochs, recipe.imagesPerEpoch, recipe.batchSize) = (1, 8, 4)
    recipe.distillation = nil
    try folder.write(JSONEncoder().encode(recipe), to: "recipe.json")
    let short = ["--recipe-file", folder.file("recipe.json"), "--json", "--device", "cpu"]
    let environment = ["LENTIGO_TORCH": try TorchRuntime.load().path]
    let small = try LentigoProcess.run(
      training("--store", "fp16") + short, environment: environment)
    #expect(small.status == 0, "\(small.errors)")
    #expect(small.lines.count == 2)
    #expect(try folder.bytes("model.safetensors").count < 3_600_000)

    let further = try LentigoProcess.run(
      [
        "train", "--data", study.data, "--recipe", "finetune", "--initial-weights",
        folder.file("model.safetensors"), "--output", folder.file("further.safetensors"),
      ] + short, environment: environment)
    #expect(further.status == 0, "\(further.errors)")
    let diagnosis = try LentigoProcess.run(
      "diagnose", "--model", folder.file("further.safetensors"), study.image(1))
    #expect(diagnosis.status == 0, "\(diagnosis.errors)")
  }
}
