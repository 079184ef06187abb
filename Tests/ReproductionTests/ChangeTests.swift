import Dataset
import Foundation
import NeuralNetwork
import Report
import Reproduction
import TestSupport
import Testing

/// What has changed is done again, and nothing else.
@Suite("Changed reproductions")
struct ChangeTests {
  private let study: SmallStudy

  /// A copy of the whole run: its data and its output.
  init() throws {
    study = try SmallStudy()
    let whole = try WholeRun.shared().study
    try FileManager.default.removeItem(atPath: study.data)
    for (from, to) in [(whole.data, study.data), (whole.output, study.output)] {
      try FileManager.default.copyItem(atPath: from, toPath: to)
    }
  }

  @Test func copiedFoldersHoldTheirResults() throws {
    let journal = Journal()
    let report = try journal.run(study.configuration())
    #expect(journal.done.isEmpty && journal.notices.isEmpty)
    // The dates of copied files are new: the images are looked at, and turn out to be the same.
    #expect(journal.work.contains("looking at images"))
    #expect(try report.timeless == WholeRun.shared().report.timeless)
  }

  @Test func damagedResultsAreMadeAgainWithAWord() throws {
    let names = ["network-mobilenet-v3-small", "by-patient", "ablation-without-any", "data"]
    for (index, name) in names.enumerated() {
      var bytes = try study.folder.read("output/stages/\(name).json")
      switch index {
      case 0: bytes[bytes.count - 20] ^= 1
      case 1: bytes.removeLast(5)
      case 2: bytes = []
      default: bytes = Array("{\"format\":1}\n{}".utf8)
      }
      try study.folder.write(bytes, to: "output/stages/\(name).json")
    }
    let journal = Journal()
    let report = try journal.run(study.configuration())
    #expect(
      journal.done == [.network(.mobileNetV3Small), .ablation(.everything), .patients])
    #expect(journal.notices.count == 4)
    for name in names {
      #expect(journal.notices.contains { $0.contains("/\(name).json is damaged") }, "\(name)")
    }
    // The trainings have records of their own and are not repeated.
    #expect(journal.epochs == 0)
    #expect(try report.timeless == WholeRun.shared().report.timeless)
  }

  @Test func aModelThatIsGoneIsTrainedAgain() throws {
    for name in ["stages/network-mobilenet-v3-small.json", "models/mobilenet-v3-small.safetensors"]
    {
      try FileManager.default.removeItem(atPath: study.output + "/" + name)
    }
    let journal = Journal()
    let report = try journal.run(study.configuration())
    #expect(journal.done == [.network(.mobileNetV3Small)] && journal.epochs == 2)
    #expect(journal.notices.count == 1 && journal.notices[0].contains("is gone or changed"))
    #expect(try report.timeless == WholeRun.shared().report.timeless)
  }

  /// An hour of training is not thrown away for a slip of the keyboard.
  @Test func anotherSeedIsRefused() throws {
    let before = try study.folder.read("output/report.json")
    let journal = Journal()
    let error = try journal.runUntil(study.configuration { $0.seed = 5 }) { _ in false }
    #expect(error?.code == .occupied && journal.done.isEmpty)
    #expect(error?.message.contains("the seed was 0 and is now 5") == true)
    #expect(error?.message.contains("--output") == true)
    #expect(error?.message.contains("--overwrite") == true)
    #expect(try study.folder.read("output/report.json") == before)
    #expect(try Journal().run(study.configuration()).timeless == WholeRun.shared().report.timeless)
  }

  @Test func anotherSeedRepeatsEverythingButTheLook() throws {
    let journal = Journal()
    let configuration = try study.configuration { ($0.seed, $0.overwrites) = (5, true) }
    let error = try journal.runUntil(configuration) { $0.done.count >= 1 }
    #expect(error?.code == .cancelled && journal.reused.isEmpty)
    #expect(journal.notices.count == 7)
    #expect(journal.notices.allSatisfy { $0.contains("the seed was 0 and is now 5") })
    #expect(try study.writtenReport().data != WholeRun.shared().report.data)
  }

  @Test func anotherRecipeLeavesTheBaseline() throws {
    let journal = Journal()
    let configuration = try study.configuration {
      ($0.recipe.epochs, $0.overwrites) = (1, true)
    }
    _ = try journal.runUntil(configuration) { $0.epochs >= 1 }
    #expect(journal.reused == [.radiomics])
    #expect(
      journal.notices.contains {
        $0.hasPrefix("MobileNetV3Small is done again: the number of epochs was 2 and is now 1")
      })
  }

  @Test func aChangedImageRepeatsEverything() throws {
    let tested = try Set(WholeRun.shared().report.data.testImages.map(\.name))
    let names = try study.configuration().manifest.records.map(\.imageName)
    let other = try #require(names.first { !tested.contains($0) })
    let image = study.data + "/images/\(other).jpg"
    try FileManager.default.removeItem(atPath: image)
    try FileManager.default.copyItem(
      atPath: study.data + "/images/\(try #require(tested.min())).jpg", toPath: image)
    let journal = Journal()
    _ = try journal.runUntil(study.configuration { $0.overwrites = true }) { $0.done.count >= 1 }
    #expect(journal.reused.isEmpty)
    #expect(journal.notices.contains("identical files in different parts of the split: 1"))
    #expect(journal.notices.contains { $0.contains("part: changed") })
    #expect(try study.writtenReport().data.duplicatesAcrossParts == 1)
  }

  /// A broken image is in no part, but it is dealt: without its row the others may be dealt otherwise,
  /// and a model must not be tested on images that it was trained on.
  @Test func rowOfABrokenImageDecidesTheSplit() throws {
    let records = try study.configuration().manifest.records
    func test(without name: String, dealt: Bool) throws -> [String] {
      let left = records.filter { dealt || $0.imageName != name }
      let split = try Split.make(left, method: .random(), seed: 0)
      return split.test.map { left[$0].imageName }.filter { $0 != name }.sorted()
    }
    let broken = try #require(
      records.map(\.imageName).first {
        try test(without: $0, dealt: true) != test(without: $0, dealt: false)
      })
    try study.folder.write([1, 2, 3], to: "lesions/images/\(broken).jpg")
    let first = try study.configuration { ($0.overwrites, $0.networks) = (true, []) }
    _ = try Journal().run(first)
    let table = try String(contentsOfFile: study.data + "/train.csv", encoding: .utf8)
    let lines = table.split(separator: "\n").filter { !$0.hasPrefix(broken + ",") }
    try study.folder.write(lines.joined(separator: "\n") + "\n", to: "lesions/train.csv")
    let error = try Journal().runUntil(study.configuration { $0.networks = [] }) { _ in false }
    #expect(error?.code == .occupied)
    #expect(error?.message.contains("the images of the test part: changed") == true)
  }

  @Test func brokenImagesAreNamedAndLeftOut() throws {
    for number in 1...4 {
      try study.folder.write([1, 2, 3], to: "lesions/images/SYN_000000\(number).jpg")
    }
    let journal = Journal()
    let configuration = try study.configuration { $0.overwrites = true }
    _ = try journal.runUntil(configuration) { $0.done.count >= 2 }
    #expect(journal.notices.count { $0.hasPrefix("left out: ") } == 4)
    // What failed is looked at again, in case it can be read by now.
    let again = Journal()
    _ = try again.runUntil(configuration) { $0.reused.count >= 2 }
    #expect(again.work.contains("looking at images") && again.done.isEmpty)
    #expect(again.notices.count { $0.hasPrefix("left out: ") } == 4)
    let report = try study.writtenReport()
    #expect(report.data.unusable == 4)
    #expect(report.data.malignant + report.data.benign == SmallStudy.imageCount - 4)
    let count = report.data.testImages.count
    #expect(report.classifiers.allSatisfy { $0.measurement?.scores.count == count })
  }
}
