import Evaluation
import Foundation
import LesionImage
import Report
import Testing

@Suite struct ModelCardDocumentTests {
  private func test(_ data: String, count: Int = 300) throws -> ModelCardTest {
    let scored = try Samples.drawn(count, positives: 0.3)
    var generator = SeededGenerator(seed: 0)
    let patients: [String?] = (0..<count).map { "p\($0 / 2)" }
    return ModelCardTest(
      data: data, trainingImages: 900, validationImages: 310, imagesOfTrainingPatients: 0,
      unreadable: 0,
      summary: try EvaluationSummary(
        scored, patients: patients, operatingThreshold: 0.5,
        offered: [
          OfferedPoint(
            name: "sensitivity-90", threshold: 0.21, target: .init(.sensitivity, atLeast: 0.9),
            chosenSensitivity: 0.91, chosenSpecificity: 0.52)
        ], resamples: 100, using: &generator),
      subgroups: [
        try SubgroupAnalysis(
          scored, by: "ITA skin tone",
          names: (0..<count).map { $0 % 30 == 0 ? "10° and below" : "28° to 41°" },
          patients: patients, threshold: 0.5, resamples: 100, using: SeededGenerator(seed: 0))
      ], unknownProperties: ["source"])
  }

  private func card(_ change: (inout ModelCard) throws -> Void = { _ in }) throws -> ModelCard {
    var card = ModelCard(
      file: .init(
        name: "model.safetensors", byteCount: 3_300_000, sha256: "ab12", format: 2),
      architecture: "mobilenet-v3-small", parameterCount: 1_602_929, inputSize: "224x224",
      weights: "torchvision", calibration: "sigmoid(0.9 * output - 0.1)",
      threshold: "0.21, chosen on elsewhere", precisions: ["bf16"],
      training: .init(
        data: "isic2020 + ham10000", split: "folds.csv, test fold 3", seed: 7,
        dataFingerprint: "0123", trainingImages: 900, trainingMalignant: 200,
        trainingPatients: 300, validationImages: 310, validationMalignant: 60,
        validationAUC: 0.9, validationAUCInterval: [0.85, 0.94], bestEpoch: 4, software: "0.1",
        recipe: "{}", command: "lentigo train --seed 7", seconds: 3600, epochs: 12,
        fingerprints: 1210, sources: ["clinic: 900 images, 200 malignant"],
        machine: "libtorch 2.13.0, cpu, 2 threads"),
      tests: [try test("isic2020")],
      cost: .init(watts: 65, gramsPerKilowattHour: 475), command: "lentigo card …",
      software: "lentigo 0.1")
    try change(&card)
    return card
  }

  private func markdown(_ card: ModelCard) throws -> String {
    let files = try ModelCardDocument(card).files()
    return String(
      decoding: try #require(files.first { $0.name == "MODEL_CARD.md" }?.bytes), as: UTF8.self)
  }

  @Test func saysWhatAReaderMustKnow() throws {
    let text = try markdown(try card())
    for words in [
      "Research software, not a medical device", "Non-commercial", "CC BY-NC 4.0",
      "CC BY-NC-SA 4.0", "ab12", "3,300,000 bytes", "lentigo train --seed 7",
      "65.0 W", "475 g/kWh", "sensitivity-90", "Expected calibration error",
      "10° and below \\*", "Not known of these images: source",
      "900 images trained the model and 310 tuned", "0.910", "libtorch 2.13.0, cpu, 2 threads",
      "0.21, chosen on elsewhere", "clinic: 900 images, 200 malignant",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.lowercased().contains("fitzpatrick type iv"))
    // An hour at 65 W.
    #expect(text.contains("0.065 kWh") && text.contains("30.9 g"))
  }

  @Test func everyPictureOfTheTextIsAFile() throws {
    let two = try card { $0.tests.append(try test("ham10000")) }
    let files = try ModelCardDocument(two).files()
    let names = Set(files.map(\.name))
    let text = try markdown(two)
    let links = text.split(separator: "](figures/").dropFirst().compactMap {
      $0.split(separator: ")").first.map { "figures/\($0)" }
    }
    #expect(links.count == 2 && Set(links).isSubset(of: names))
    for file in files where file.name.hasSuffix(".svg") {
      let drawing = try SVGElements(parsing: String(decoding: file.bytes, as: UTF8.self))
      #expect(drawing.root == "svg" && drawing.count(of: "circle") >= 8)
    }
  }

  @Test func jsonHoldsTheSame() throws {
    let card = try card()
    let json = try JSONSerialization.jsonObject(with: Data(try card.jsonText().utf8))
    let object = try #require(json as? [String: Any])
    let tests = try #require(object["tests"] as? [[String: Any]])
    let summary = try #require(tests.first?["summary"] as? [String: Any])
    #expect(summary["auc"] as? Double == card.tests[0].summary.auc)
  }

  @Test func doesNotMakeUpWhatIsNotKnown() throws {
    let text = try markdown(
      card {
        $0.training.seconds = nil
        $0.training.command = nil
        $0.training.data = "mine"
        $0.tests[0].data = "mine"
        $0.calibration = nil
      })
    #expect(text.contains("its time is not known") && !text.contains("kWh"))
    #expect(text.contains("The command that trained the model was not given"))
    #expect(text.contains("licence of the data is not known"))
    #expect(!text.contains("Non-commercial"))
    #expect(text.contains("not calibrated"))
  }

  /// One known data set must not hide that another's terms are unknown.
  @Test func everyDataSetHasItsTerms() throws {
    let text = try markdown(card { $0.training.data = "isic2020 + mine" })
    #expect(text.contains("Non-commercial: ISIC 2020 Challenge Dataset may not"))
    #expect(text.contains("not known to this program for mine: ask"))
  }

  @Test func patientsOfTheTrainingAreALimit() throws {
    let text = try markdown(card { $0.tests[0].imagesOfTrainingPatients = 12 })
    #expect(text.contains("12 of the images of isic2020 show patients"))
  }
}
