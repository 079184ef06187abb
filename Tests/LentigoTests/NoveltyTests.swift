import Foundation
import ImageCodec
import LesionImage
import TestSupport
import Testing

/// Pictures without a lesion on the whole road: trained, diagnosed, evaluated, calibrated.
@Suite("Pictures without a lesion")
struct NoveltyTests {
  /// A model that can tell them, made once.
  private struct Taught {
    let data: String
    let model: String
    let other: String
    let training: LentigoProcess

    init() throws {
      let folder = try TemporaryFolder()
      leftover = folder
      // The folder is shared by all tests, so nothing but the end of the process can remove it.
      atexit { NoveltyTests.leftover?.remove() }
      data = folder.file("lesions")
      model = folder.file("model.safetensors")
      other = folder.file("other.png")
      _ = try LentigoProcess.run(
        "dataset", "synthesize", "--count", "270", "--output", data, "--malignant-share", "0.4",
        "--size", "96", "--seed", "5")
      // One that has seen drawn lesions: one that has learnt nothing takes noise for any of them.
      let backbone = SharedData.packageRoot + "/Models/mobilenet-v3-small.synthetic.safetensors"
      training = try LentigoProcess.run(
        "train", "--data", data, "--recipe", "paper", "--backbone-weights", backbone, "--output",
        model, "--epochs", "1", "--split", "patient")
      var stripes = RGBImage(width: 220, height: 200, fill: SIMD3(repeating: 0))
      for y in 0..<200 {
        for x in 0..<220 where (x + y) / 12 % 2 == 0 { stripes[x, y] = SIMD3(repeating: 255) }
      }
      try folder.write(Data(ImageCodec.encodePNG(stripes)), to: "other.png")
    }
  }

  /// Written once, before the process ends, and read when it does.
  nonisolated(unsafe) private static var leftover: TemporaryFolder?
  private static let made = Result { try Taught() }
  private let study: Taught
  private let folder: TemporaryFolder

  init() throws {
    study = try Self.made.get()
    folder = try TemporaryFolder()
  }

  private func quality(_ picture: String, _ model: String) throws -> (String, [String: Any]) {
    let process = try LentigoProcess.run("diagnose", "--json", "--model", model, picture)
    #expect(process.status == 0 && process.errors.isEmpty)
    let line = try #require(process.lines.first)
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let object = try #require(value as? [String: Any])
    return (
      try #require(object["verdict"] as? String), try #require(object["quality"] as? [String: Any])
    )
  }

  private func calibrate(_ model: String, _ output: String, _ more: String...) throws
    -> LentigoProcess
  {
    try LentigoProcess.run(
      ["calibrate", "--model", model, "--data", study.data, "--output", folder.file(output)] + more)
  }

  @Test func trainingSaysWhatItRefuses() {
    #expect(study.training.status == 0 && study.training.errors.isEmpty)
    #expect(study.training.output.contains("Pictures unlike a lesion are refused: 0 of "))
    #expect(study.training.output.contains("images (validation) lie beyond the limit"))
  }

  @Test func diagnoseRefusesAndSaysWhy() throws {
    let (verdict, found) = try quality(study.other, study.model)
    #expect(verdict == "retake")
    #expect((found["issues"] as? [String])?.contains("not-a-lesion") == true)
    let novelty = try #require(found["novelty"] as? Double)
    let limit = try #require(found["noveltyLimit"] as? Double)
    #expect(novelty > limit && limit > 0.5)
    let lesion = try quality(study.data + "/images/SYN_0000001.jpg", study.model).1
    #expect(try #require(lesion["novelty"] as? Double) <= 1.5 * limit)
    let text = try LentigoProcess.run("diagnose", "--model", study.model, study.other)
    #expect(text.output.contains("unlike the lesions that the model knows"))
  }

  @Test func evaluateCountsWhatItRefuses() throws {
    let process = try LentigoProcess.run(
      "evaluate", "--model", study.model, "--data", study.data, "--report",
      folder.file("report"))
    #expect(process.status == 0 && process.output.contains("Taken for no lesion: "))
    let report = try folder.text("report/report.md")
    #expect(report.contains("Taken for no lesion"))
    let json = try LentigoProcess.run(
      "evaluate", "--model", study.model, "--data", study.data, "--json")
    struct Output: Decodable {
      struct Refused: Decodable {
        let limit: Double
        let refused, count, malignantCount: Int
        let share: Double
      }
      let notALesion: Refused
    }
    let refused = try json.json(Output.self).notALesion
    #expect(refused.count > 40 && refused.malignantCount > 0 && refused.limit > 0.5)
    #expect(refused.share < 0.2)
  }

  @Test func calibrateChangesTheLimit() throws {
    let before = try #require(try quality(study.other, study.model).1["noveltyLimit"] as? Double)
    let limited = try calibrate(study.model, "limited", "--novelty-percentile", "80")
    #expect(limited.status == 0, "\(limited.errors)")
    #expect(limited.output.contains("Pictures unlike a lesion are refused: "))
    #expect(!limited.output.contains("are refused: 0 of"))
    let after = try quality(study.other, folder.file("limited")).1
    #expect(try #require(after["noveltyLimit"] as? Double) < before)
    let kept = try calibrate(study.model, "kept", "--novelty", "keep")
    #expect(kept.status == 0 && !kept.output.contains("Pictures unlike"))
    #expect(
      try quality(study.other, folder.file("kept")).1["noveltyLimit"] as? Double == before)
  }

  @Test func calibrateTakesTheDetectorAwayAndFitsItAnew() throws {
    #expect(try calibrate(study.model, "bare", "--novelty", "remove").status == 0)
    let bare = folder.file("bare")
    let found = try quality(study.other, bare).1
    #expect(found["novelty"] == nil && found["noveltyLimit"] == nil)
    #expect((found["issues"] as? [String])?.contains("not-a-lesion") == false)
    #expect(try calibrate(bare, "still").status == 0)

    let limit = try calibrate(bare, "no", "--novelty", "limit")
    #expect(limit.status == 3 && limit.errors.contains("--novelty fit"))
    let taught = try calibrate(bare, "taught", "--novelty", "fit")
    #expect(taught.status == 0, "\(taught.errors)")
    let again = try quality(study.other, folder.file("taught"))
    let first = try quality(study.other, study.model)
    #expect(again.0 == "retake")
    #expect(again.1["novelty"] as? Double == first.1["novelty"] as? Double)

    // A data set that the model has not seen: halves of it.
    let strange = try LentigoProcess.run(
      "calibrate", "--model", bare, "--data", try Study.shared().data, "--part", "test",
      "--novelty", "fit", "--output", folder.file("strange"))
    #expect(strange.status == 3 && strange.errors.contains("too few"))
    #expect(try calibrate(bare, "x", "--novelty-percentile", "101").status == 2)
    #expect(try calibrate(bare, "x", "--novelty", "all").status == 2)
  }
}
