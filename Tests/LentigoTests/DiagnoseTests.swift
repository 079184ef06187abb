import Foundation
import ImageCodec
import NeuralNetwork
import TestSupport
import Testing

@Suite("diagnose")
struct DiagnoseTests {
  private let study: Study

  init() throws { study = try Study.shared() }

  private static let keys = [
    "disclaimer", "file", "message", "quality", "risk", "threshold", "verdict",
  ]

  /// Reads a line of JSON; every key must be there, null or not.
  private func object(_ line: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let object = try #require(value as? [String: Any])
    #expect(object.keys.sorted() == Self.keys)
    #expect((object["disclaimer"] as? String)?.contains("not a medical device") == true)
    return object
  }

  @Test func textForAPerson() throws {
    let process = try LentigoProcess.run("diagnose", "--model", study.model, study.image(1))
    #expect(process.status == 0 && process.errors.isEmpty)
    #expect(process.lines.first?.hasPrefix("\(study.image(1)): ") == true)
    #expect(process.lines.last?.contains("not a medical device") == true)
  }

  @Test func modelFromTheEnvironment() throws {
    let process = try LentigoProcess.run(
      "diagnose", study.image(1), environment: ["LENTIGO_MODEL": study.model])
    #expect(process.status == 0)
  }

  @Test func unusableFilesAreNamedAndTheRestIsDone() throws {
    let paths = [study.data, study.image(2), study.data + "/train.csv", "absent.jpg", ""]
    let process = try LentigoProcess.run(
      ["diagnose", "--json", "--model", study.model] + paths)
    #expect(process.status == 1 && process.lines.count == paths.count)
    for (path, line) in zip(paths, process.lines) {
      let object = try object(line)
      #expect(object["file"] as? String == path)
      guard path != study.image(2) else { continue }
      #expect(object["verdict"] as? String == "error")
      #expect(object["risk"] is NSNull && object["quality"] is NSNull)
      #expect(object["threshold"] is Double)
      #expect(process.errors.contains("lentigo: \(path): "))
    }
  }

  @Test(
    .enabled(
      if: SharedData.path("data/bad_inputs/manifest.csv") != nil,
      "needs the collection of unusable pictures"))
  func badInputs() throws {
    let manifest = try #require(SharedData.path("data/bad_inputs/manifest.csv"))
    let rows = try String(contentsOfFile: manifest, encoding: .utf8).split(
      whereSeparator: \.isNewline
    )
    .dropFirst().map { $0.split(separator: ",") }
    let paths = rows.compactMap { SharedData.path("data/bad_inputs/\($0[0])") }
    #expect(paths.count == rows.count && paths.count > 60)
    let process = try LentigoProcess.run(
      ["diagnose", "--json", "--model", study.model] + paths)
    #expect(process.status == 1 && process.lines.count == paths.count)
    for (row, line) in zip(rows, process.lines) {
      let object = try object(line)
      let verdict = try #require(object["verdict"] as? String)
      #expect((verdict == "refer" || verdict == "no-sign") == (object["risk"] is Double), "\(line)")
      switch row.last {
      case "error": #expect(verdict == "error", "\(line)")
      case "decode", "decode_rotated": #expect(verdict != "error", "\(line)")
      case "error_or_reject": #expect(["error", "retake"].contains(verdict), "\(line)")
      default: #expect(["refer", "no-sign", "retake", "error"].contains(verdict), "\(line)")
      }
    }
  }

  /// A model of finite weights whose sums overflow: its verdicts refer, and the line stays JSON.
  @Test func outputThatIsNotANumberRefers() throws {
    let trained = try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: study.model))))
    let huge: Float = 3e38
    var writer = SafetensorsWriter()
    for tensor in trained.tensors {
      guard var floats = trained.floats(of: tensor) else { continue }
      switch String(decoding: tensor.name, as: UTF8.self) {
      case "head.dense1.bias": floats = floats.map { _ in huge }
      case "head.dense2.kernel":
        floats = floats.indices.map { $0.isMultiple(of: 2) ? huge : -huge }
      default: break
      }
      writer.add(name: tensor.name, shape: tensor.shape, floats: floats)
    }
    for entry in trained.metadata { writer.setMetadata(entry.key, entry.value) }
    let folder = try TemporaryFolder()
    try folder.write(Data(writer.serialized()), to: "model.safetensors")

    let process = try LentigoProcess.run(
      ["diagnose", "--json", "--model", folder.file("model.safetensors")]
        + (1...8).map { study.image($0) })
    #expect(process.status == 0 && process.errors.isEmpty && process.lines.count == 8)
    let objects = try process.lines.map { try object($0) }
    let verdicts = Set(objects.compactMap { $0["verdict"] as? String })
    #expect(verdicts.contains("refer") && verdicts.isSubset(of: ["refer", "retake"]))
    #expect(objects.allSatisfy { $0["risk"] is NSNull })
  }

  /// The first verdict is there while later ones are not.
  @Test func verdictsArriveOneByOne() throws {
    let paths = (0..<400).map { study.image(1 + $0 % Study.imageCount) }
    let process = try LentigoProcess.run(
      ["diagnose", "--json", "--model", study.model] + paths, inScript: #""$0" "$@" | head -n 1"#)
    #expect(process.status == 0 && process.lines.count == 1)
    // The reader has left: no crash, no message.
    #expect(process.errors.isEmpty)
  }

  @Test func mapIsDrawnOverTheImage() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/map.png"
    let plain = try LentigoProcess.run("diagnose", "--model", study.model, study.image(1))
    let process = try LentigoProcess.run(
      "diagnose", "--model", study.model, "--map", file, study.image(1))
    #expect(process.status == 0 && process.errors.isEmpty && process.lines == plain.lines)
    let drawn = try ImageCodec.decode(contentsOfFile: file).image
    let original = try ImageCodec.decode(contentsOfFile: study.image(1), minimumSide: 448).image
    #expect(drawn.width == original.width && drawn.height == original.height)
    #expect(drawn != original)

    for wrong in [[study.image(1), study.image(2)], ["--precision", "bf16", study.image(1)]] {
      let refused = try LentigoProcess.run(
        ["diagnose", "--model", study.model, "--map", file] + wrong)
      #expect(refused.status == 2 && refused.errors.contains("--map"))
    }
  }
}
