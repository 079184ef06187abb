import Files
import Foundation
import LesionImage
import Testing
import Training

@Suite("Recipe of a fine-tuning")
struct FineTuningRecipeTests {
  /// Has every element, so that each can be left out.
  private static let full: FineTuningRecipe = {
    var recipe = FineTuningRecipe.finetune
    recipe.name = "full"
    recipe.loss = FineTuningLoss(
      labelSmoothing: 0.1, gamma: 2, malignantWeight: 2, pairwiseWeight: 0.5, diagnosisWeight: 0.2)
    recipe.passesPerEpoch = 2
    (recipe.mixup, recipe.dropout, recipe.batchNormFreeze, recipe.frozenBlocks) = (0.2, 0.2, 0.5, 3)
    recipe.distillation = Distillation(teachers: 2, epochs: 3, weight: 0.5)
    recipe.balance = DrawBalance(
      malignantShare: 0.4, dataPower: 0, sourcePower: 0, diagnosisPower: 0.5)
    (recipe.optimizer.clippingNorm, recipe.optimizer.backboneScale) = (1, 0.6)
    recipe.headEpochs = 1
    return recipe
  }()

  @Test(arguments: FineTuningRecipe.Element.allCases)
  func anElementCanBeLeftOut(element: FineTuningRecipe.Element) throws {
    let without = Self.full.without(element)
    #expect(!Self.full.lacks(element))
    #expect(without.lacks(element))
    #expect(without.name == "full without \(element.rawValue)")
    try without.validate()
    #expect(!without.differences(from: Self.full).isEmpty)
  }

  @Test func namesOfElementsAreNotThoseOfAugmentations() {
    let elements = Set(FineTuningRecipe.Element.allCases.map(\.rawValue))
    #expect(StrongAugmentationOption.allCases.allSatisfy { !elements.contains("\($0)") })
    let without = Self.full.without(.vignette)
    #expect(without.name == "full without vignette")
    #expect(without.augmentation != Self.full.augmentation)
  }

  @Test func jsonGivesTheRecipeBack() throws {
    for recipe in [TrainingRecipe.finetune(Self.full), .frozen(.paper)] {
      let json = try JSONEncoder.canonical.encode(recipe)
      #expect(try JSONDecoder().decode(TrainingRecipe.self, from: json) == recipe)
    }
  }

  /// A policy that grows a property must grow a member of its JSON.
  @Test func jsonHasEveryPropertyOfTheAugmentation() throws {
    var policy = StrongAugmentationPolicy.finetune
    policy.cropSlack = 0.1
    let json = try JSONSerialization.jsonObject(with: JSONEncoder.canonical.encode(policy))
    #expect((json as? [String: Any])?.count == Mirror(reflecting: policy).children.count)
  }

  /// Files from before fine-tuning have the recipe's object without more.
  @Test func aFrozenRecipeIsWrittenAsItAlwaysWas() throws {
    let old = try JSONEncoder.canonical.encode(Recipe.paper)
    #expect(try JSONEncoder.canonical.encode(TrainingRecipe.frozen(.paper)) == old)
    #expect(try JSONDecoder().decode(TrainingRecipe.self, from: old) == .frozen(.paper))
    let unknown = Data(#"{"kind":"distilled"}"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrainingRecipe.self, from: unknown)
    }
  }

  /// A value that cannot be used, and the words that name it.
  struct Misuse: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let change: @Sendable (inout FineTuningRecipe) -> Void

    init(_ words: String, _ change: @escaping @Sendable (inout FineTuningRecipe) -> Void) {
      testDescription = words
      self.change = change
    }

    static let all = [
      Misuse("epochs is 0") { $0.epochs = 0 },
      Misuse("the batch size is 1") { $0.batchSize = 1 },
      Misuse("images per epoch is 3") { $0.imagesPerEpoch = 3 },
      Misuse("passes per epoch is 0.0") { $0.passesPerEpoch = 0 },
      Misuse("the head learns alone for 4 of 4 epochs") { ($0.epochs, $0.headEpochs) = (4, 4) },
      Misuse("a teacher has 2 epochs: use more than the 2") {
        ($0.epochs, $0.headEpochs) = (4, 2)
        $0.distillation = Distillation(teachers: 1, epochs: 2, weight: 0.5)
      },
      Misuse("the learning rate is 0.0") { $0.schedule.peak = 0 },
      Misuse("the warm-up's share is 1.0") { $0.schedule.warmUpShare = 1 },
      Misuse("the malignant share of a batch is 1.0") { $0.balance.malignantShare = 1 },
      Misuse("the dropout is nan") { $0.dropout = .nan },
      Misuse("the average's decay is -0.1") { $0.averageDecay = -0.1 },
      Misuse("the stored side is 8") { $0.storedSide = 8 },
      Misuse("the batch size is 5000") { $0.batchSize = 5000 },
      Misuse("crop_area goes from -1.0 to 0.5") { $0.augmentation.cropArea.range = -1...0.5 },
      Misuse("crop_area goes from 0.0 to 0.5") { $0.augmentation.cropArea.range = 0...0.5 },
      Misuse("the probability of rotation is 2.0") { $0.augmentation.rotation.probability = 2 },
      Misuse("horizontal_flip is nan") { $0.augmentation.horizontalFlip = .nan },
      Misuse("hair_width goes from 0.5 to 9.0") { $0.augmentation.hairWidth = 0.5...9 },
      Misuse("cutout_count goes from 0 to 2") { $0.augmentation.cutoutCount = 0...2 },
      Misuse("crop_slack is 3.0") { $0.augmentation.cropSlack = 3 },
      Misuse("brightness spreads evenly over factors") { $0.augmentation.brightness.range = 0...2 },
      Misuse("has 0 teachers") {
        $0.distillation = Distillation(teachers: 0, epochs: 1, weight: 0.5)
      },
      Misuse("a teacher has 0 epochs") {
        $0.distillation = Distillation(teachers: 1, epochs: 0, weight: 0.5)
      },
      Misuse("the teachers' weight is 1.5") {
        $0.distillation = Distillation(teachers: 1, epochs: 1, weight: 1.5)
      },
      Misuse("balances colours") { $0.augmentation.balancesColors = true },
    ]
  }

  @Test(arguments: Misuse.all)
  func whatCannotBeUsedIsNamed(misuse: Misuse) throws {
    var recipe = FineTuningRecipe.finetune
    misuse.change(&recipe)
    expectError(.invalidConfiguration, misuse.testDescription) { try recipe.validate() }
  }

  /// Every element at the strength that `lentigo augment` shows.
  @Test func allAugmentationsCanBeUsed() throws {
    var recipe = FineTuningRecipe.finetune
    recipe.augmentation = .everything
    try recipe.validate()
  }

  private static func json(_ change: (inout [String: Any]) -> Void) throws -> Data {
    let whole = try JSONSerialization.jsonObject(with: JSONEncoder.canonical.encode(full))
    var members = try #require(whole as? [String: Any])
    change(&members)
    return try JSONSerialization.data(withJSONObject: members)
  }

  @Test func aPrintedRecipeIsReadBack() throws {
    let text = try Self.full.readableJSON()
    #expect(try FineTuningRecipe(json: Data(text.utf8)) == Self.full)
    // A line for each member, and for each of the augmentation's.
    #expect(text.split(separator: "\n").contains("    \"crop_slack\": 0.05,"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 100 })
    let metadata = try JSONEncoder.canonical.encode(TrainingRecipe.finetune(Self.full))
    #expect(try FineTuningRecipe(json: metadata) == Self.full)
    #expect(try FineTuningRecipe(json: Self.json { $0["images_per_epoch"] = nil }).epochs > 0)
  }

  @Test func aMistakeInARecipesFileIsNamed() throws {
    expectError(.invalidConfiguration, "the member 'epochs' is missing") {
      _ = try FineTuningRecipe(json: Self.json { $0["epochs"] = nil })
    }
    expectError(.invalidConfiguration, "no member 'image_per_epoch'") {
      _ = try FineTuningRecipe(json: Self.json { $0["image_per_epoch"] = 64 })
    }
    expectError(.invalidConfiguration, "the member 'schedule.peak' is missing") {
      _ = try FineTuningRecipe(json: Self.json { $0["schedule"] = ["floor_share": 1] })
    }
    expectError(.invalidConfiguration, "the member 'loss' has a value that cannot be used") {
      _ = try FineTuningRecipe(json: Self.json { $0["loss"] = "focal" })
    }
    expectError(.invalidConfiguration, "not a JSON object") {
      _ = try FineTuningRecipe(json: Data([0, 1, 2]))
    }
  }

  @Test func differencesHaveTheNamesOfTheFile() {
    var other = Self.full
    other.schedule.peak = 0.5
    other.imagesPerEpoch = nil
    other.augmentation.rotation.range = 0...90
    #expect(
      other.differences(from: Self.full) == [
        "the recipe's augmentation.rotation.range was [-180,180] and is now [0,90]",
        "the recipe's images_per_epoch was 8000 and is no longer given",
        "the recipe's schedule.peak was 0.001 and is now 0.5",
      ])
  }

  @Test func anEpochOfFewImagesIsShort() {
    var recipe = Self.full
    (recipe.imagesPerEpoch, recipe.passesPerEpoch) = (8000, 1.5)
    #expect(recipe.imagesPerEpoch(of: 9_000) == 8_000)
    #expect(recipe.imagesPerEpoch(of: 1_001) == 1_501)
    recipe.imagesPerEpoch = nil
    #expect(recipe.imagesPerEpoch(of: 1_000) == 1_000)
    (recipe.imagesPerEpoch, recipe.passesPerEpoch) = (8000, nil)
    #expect(recipe.imagesPerEpoch(of: 100) == 8_000)
  }

  @Test func theLearningRateRisesAndFalls() {
    let schedule = LearningRateSchedule(peak: 0.01, warmUpShare: 0.1, floorShare: 0.05)
    let rates = (0..<200).map { schedule.rate(step: $0, of: 200) }
    #expect(rates[0] == 0.0005)
    #expect(abs(rates[19] - 0.01) < 1e-15)
    #expect(zip(rates, rates.dropFirst()).prefix(19).allSatisfy { $0 < $1 })
    #expect(zip(rates, rates.dropFirst()).dropFirst(20).allSatisfy { $0 > $1 })
    #expect(abs(rates[199] - 0.0005) < 1e-5)
    #expect(LearningRateSchedule(peak: 1, floorShare: 1).rate(step: 70, of: 100) == 1)
  }

  @Test func theScheduleBeginsBehindTheEpochsOfTheHead() {
    var recipe = Self.full
    (recipe.epochs, recipe.headEpochs) = (5, 2)
    recipe.schedule = LearningRateSchedule(peak: 0.01, warmUpShare: 0.1, floorShare: 0.05)
    let rates = (0..<500).map { recipe.learningRate(step: $0, stepsInEpoch: 100) }
    #expect(rates.prefix(200).allSatisfy { $0 == 0.01 })
    #expect(rates.dropFirst(200) == (0..<300).map { recipe.schedule.rate(step: $0, of: 300) }[...])
    let without = recipe.without(.headEpochs)
    #expect(without.epochs == 3, "the others stay")
    #expect(without.distillation?.epochs == 1, "as for the teachers")
    recipe.headEpochs = 0
    #expect(recipe.lacks(.headEpochs))
    #expect(without.learningRate(step: 0, stepsInEpoch: 100) == rates[200])
  }

  @Test func theBackboneLearnsMoreSlowlyRowByRow() {
    let settings = AdamWSettings(weightDecay: 0, backboneScale: 0.5, blockDecay: 0.8)
    #expect(settings.learningRateScale(block: 13, backboneBlocks: 13) == 1)
    #expect(settings.learningRateScale(block: 12, backboneBlocks: 13) == 0.5)
    #expect(abs(settings.learningRateScale(block: 10, backboneBlocks: 13) - 0.32) < 1e-12)
  }
}
