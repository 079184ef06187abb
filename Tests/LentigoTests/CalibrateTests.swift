import Foundation
import NeuralNetwork
import Testing

/// A model that gets a calibration and operating points, on the whole road.
@Suite("calibrate")
struct CalibrateTests {
  private let study: Study
  private let folder: TemporaryFolder
  private var calibrated: String { folder.file("calibrated.safetensors") }

  init() throws {
    study = try Study.shared()
    folder = try TemporaryFolder()
    let process = try LentigoProcess.run(
      "calibrate", "--model", study.model, "--data", study.data, "--output",
      folder.file("calibrated.safetensors"))
    try #require(process.status == 0, "\(process.errors)")
    #expect(process.output.contains("sensitivity-90 (default)"))
    for name in ["sensitivity-95", "specificity-80", "specificity-90"] {
      #expect(process.output.contains(name))
    }
  }

  @Test func theRankingStaysAndRisksMove() throws {
    func scores(_ model: String) throws -> Scores {
      let output = folder.file("scores.csv")
      let process = try LentigoProcess.run(
        "predict", "--model", model, "--output", output, study.data + "/images")
      #expect(process.status == 0)
      return Scores(csv: try String(contentsOfFile: output, encoding: .utf8))
    }
    let plain = try scores(study.model).rows.compactMap { Float($0.score) }
    let risks = try scores(calibrated).rows.compactMap { Float($0.score) }
    #expect(plain.count == Study.imageCount && plain.count == risks.count && plain != risks)
    // This backbone has learnt nothing: logits differ in their last bits, which the calibration stretches
    // and which the sigmoid rounds away, so that scores next to each other say nothing of the ranking.
    let order = plain.indices.sorted { plain[$0] < plain[$1] }
    var compared = 0
    for (place, low) in order.enumerated() {
      for high in order[place...] where plain[high] > plain[low] + 4 * plain[low].ulp {
        compared += 1
        #expect(risks[low] <= risks[high])
      }
    }
    #expect(compared > Study.imageCount)
  }

  @Test func diagnoseSaysWhatAVerdictIsWorth() throws {
    let process = try LentigoProcess.run(
      ["diagnose", "--model", calibrated] + (1...6).map { study.image($0) })
    #expect(process.status == 0 && process.errors.isEmpty)
    #expect(process.output.contains("Of 100 lesions with such a risk"))
    #expect(process.output.contains("The threshold 'sensitivity-90' was chosen on "))
    #expect(process.output.contains("melanomas: those were missed."))
    // What became of those with each verdict: both are given on these images.
    #expect(process.lines.count { $0.contains("Of 100 lesions that got it, ") } == 2)
    for line in process.lines where !line.contains(study.data) {
      #expect(line.count <= 110, "\(line)")
    }
    #expect(process.lines.last?.contains("not a medical device") == true)
  }

  @Test func anotherOperatingPointDecides() throws {
    func thresholds(_ more: String...) throws -> [Double] {
      let process = try LentigoProcess.run(
        ["diagnose", "--json", "--model", calibrated] + more + [study.image(1)])
      #expect(process.status == 0 && process.errors.isEmpty)
      return try process.lines.map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["operatingPoint"] as? String == more.last ?? "sensitivity-90")
        return try #require(object?["threshold"] as? Double)
      }
    }
    let usual = try thresholds()
    #expect(try thresholds("--operating-point", "sensitivity-90") == usual)
    #expect(try thresholds("--operating-point", "sensitivity-95")[0] <= usual[0])

    let unknown = try LentigoProcess.run(
      "diagnose", "--model", calibrated, "--operating-point", "sure", study.image(1))
    #expect(unknown.status == 3 && unknown.output.isEmpty)
    #expect(unknown.errors.contains("'sure': it has sensitivity-90, sensitivity-95"))
    let plain = try LentigoProcess.run(
      "diagnose", "--model", study.model, "--operating-point", "sure", study.image(1))
    #expect(plain.status == 3 && plain.errors.contains("lentigo calibrate"))
  }

  @Test func evaluateTestsEveryPointAndDrawsTheCurve() throws {
    let report = folder.file("report")
    let process = try LentigoProcess.run(
      "evaluate", "--model", calibrated, "--data", study.data, "--report", report)
    #expect(process.status == 0)
    #expect(process.output.contains("Expected calibration error"))
    #expect(process.output.contains("specificity-80"))
    let names = try FileManager.default.contentsOfDirectory(atPath: report)
    #expect(names.contains("calibration.svg") && names.contains("calibration.csv"))
    let json = try String(contentsOfFile: report + "/evaluation.json", encoding: .utf8)
    #expect(json.contains("\"offeredPoints\"") && json.contains("\"debiasedCalibrationError\""))
  }

  @Test func anotherDefault() throws {
    let output = folder.file("other.safetensors")
    let process = try LentigoProcess.run(
      "calibrate", "--model", study.model, "--data", study.data, "--min-specificity", "0.7",
      "--output", output)
    #expect(process.status == 0 && process.output.contains("specificity-70 (default)"))
    let both = try LentigoProcess.run(
      "calibrate", "--model", study.model, "--data", study.data, "--min-specificity", "0.7",
      "--min-sensitivity", "0.7", "--output", output)
    #expect(both.status == 2)
  }
}
