import Foundation
import NeuralNetwork
import Testing

@Suite("--precision and precision")
struct PrecisionTests {
  private let folder: TemporaryFolder
  private let study: Study
  private static let others: [Precision] = [.bf16, .int8]
  private static let here = others.filter { $0.isAvailable(on: .best) }

  init() throws {
    folder = try TemporaryFolder()
    study = try Study.shared()
  }

  /// The study's model with something else said about precisions; nil takes the member away.
  private func model(saying precisions: [[String: Any]]?) throws -> String {
    let trained = try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: study.model))))
    let text = Data(try #require(trained.metadata("lentigo")))
    var metadata = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    metadata["precisions"] = precisions
    var writer = SafetensorsWriter()
    for tensor in trained.tensors { writer.add(tensor, of: trained) }
    writer.setMetadata("lentigo", [UInt8](try JSONSerialization.data(withJSONObject: metadata)))
    try folder.write(Data(writer.serialized()), to: "edited.safetensors")
    return folder.file("edited.safetensors")
  }

  private func entry(_ precision: Precision, offered: Bool) -> [String: Any] {
    [
      "precision": "\(precision)", "offered": offered,
      "shortcomings": offered ? [] : ["auc", "sensitivity"], "measured_on": "validation",
      "instruction_set": "avx512", "images": 1234, "malignant": 200, "changed_verdicts": 3,
      "newly_missed": 1,
    ]
  }

  /// The three commands that take a model and a precision.
  private func commands(_ model: String, _ precision: Precision) -> [[String]] {
    [
      ["diagnose", "--model", model, study.image(1)],
      ["predict", "--model", model, "--output", folder.file("scores.csv"), study.image(1)],
      ["evaluate", "--model", model, "--data", study.data],
    ].map { $0 + ["--precision", "\(precision)"] }
  }

  private func expectRefusal(
    _ arguments: [String], _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 3 && process.output.isEmpty, sourceLocation: sourceLocation)
    #expect(process.errors.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
    for part in parts {
      #expect(process.errors.contains(part), "\(process.errors)", sourceLocation: sourceLocation)
    }
    #expect(!folder.has("scores.csv"), sourceLocation: sourceLocation)
  }

  @Test(arguments: others) func neverMeasuredIsRefused(precision: Precision) throws {
    let model = try model(saying: nil)
    for arguments in commands(model, precision) {
      try expectRefusal(
        arguments, "\(model) is not offered in \(precision): ", "was never measured",
        "--precision fp32", "lentigo precision --model \(model) --data DIR --output FILE")
    }
  }

  @Test(arguments: others) func whatCostsTooMuchIsRefusedWithTheReason(precision: Precision) throws
  {
    let model = try model(saying: [entry(precision, offered: false)])
    for arguments in commands(model, precision) {
      try expectRefusal(
        arguments, "\(model) is not offered in \(precision): measured on 1,234 images (validation)",
        "more than 0.002 AUC and it loses more than 0.01 sensitivity at 90 % specificity.",
        "--precision fp32")
    }
  }

  /// Kernels that never have anything but 32-bit floats.
  @Test(arguments: others) func whatTheMachineLacksIsRefused(precision: Precision) throws {
    guard let set = InstructionSet.available.first(where: { !precision.isAvailable(on: $0) }) else {
      return
    }
    let model = try model(saying: [entry(precision, offered: true)])
    for arguments in commands(model, precision) {
      let process = try LentigoProcess.run(
        arguments, environment: ["LENTIGO_INSTRUCTION_SET": "\(set)"])
      #expect(process.status == 3 && process.output.isEmpty)
      #expect(process.errors.contains("\(model) cannot be run in \(precision) here"))
      #expect(process.errors.contains("instruction set \(set). Use --precision fp32."))
    }
  }

  @Test(arguments: here) func whatIsOfferedRuns(precision: Precision) throws {
    let model = try model(saying: [entry(precision, offered: true)])
    let image = study.image(1)
    func json(_ more: String...) throws -> [String: Any] {
      let process = try LentigoProcess.run(["diagnose", "--json", "--model", model, image] + more)
      #expect(process.status == 0 && process.errors.isEmpty)
      let object = try JSONSerialization.jsonObject(with: Data(process.output.utf8))
      return try #require(object as? [String: Any])
    }
    let usual = try json()
    let other = try json("--precision", "\(precision)")
    #expect(other["precision"] as? String == "\(precision)" && usual["precision"] == nil)
    #expect(Set(other.keys) == Set(usual.keys).union(["precision"]))
    let evaluation = try LentigoProcess.run(
      "evaluate", "--model", model, "--data", study.data, "--precision", "\(precision)", "--json")
    #expect(evaluation.status == 0 && evaluation.output.contains("\"precision\":\"\(precision)\""))
    let prediction = try LentigoProcess.run(commands(model, precision)[1])
    #expect(prediction.status == 0 && prediction.errors.contains("computed in \(precision)"))
  }

  @Test func theReferenceIsTheDefault() throws {
    let usual = try LentigoProcess.run(
      "diagnose", "--json", "--model", study.model, study.image(1))
    let named = try LentigoProcess.run(
      "diagnose", "--json", "--model", study.model, study.image(1), "--precision", "fp32")
    #expect(usual.status == 0 && usual.output == named.output)
    #expect(!usual.output.contains("precision"))
  }

  @Test func measuresOnImagesThatDidNotTrain() throws {
    guard !Self.here.isEmpty else {
      // Not even the data are looked for where there is nothing to measure.
      try expectRefusal(
        ["precision", "--model", study.model, "--data", folder.file("absent")],
        "\(study.model) cannot be measured here", "bf16 or int8")
      return
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: study.model))
    struct Output: Decodable {
      struct Entry: Decodable {
        let precision: String
        let offered: Bool
        let images: Int
      }
      let part: String
      let precisions: [Entry]
    }
    var counts: [Int] = []
    for part in ["validation", "test", "untrained"] {
      let process = try LentigoProcess.run(
        "precision", "--model", study.model, "--data", study.data, "--part", part, "--json")
      #expect(process.status == 0 && process.errors.isEmpty)
      let output = try process.json(Output.self)
      #expect(output.part == part)
      #expect(output.precisions.map(\.precision) == Self.here.map { "\($0)" })
      counts.append(output.precisions[0].images)
    }
    #expect(counts[0] > 0 && counts[0] + counts[1] == counts[2] && counts[2] < Study.imageCount)

    let output = folder.file("measured.safetensors")
    let process = try LentigoProcess.run(
      "precision", "--model", study.model, "--data", study.data, "--output", output)
    #expect(process.status == 0 && process.errors.contains("wrote \(output), offered in fp32"))
    #expect(process.lines.first?.contains("\(counts[2]) images of \(study.data)") == true)
    for precision in Self.here {
      let row = try #require(process.lines.first { $0.hasPrefix("\(precision)  ") })
      let isOffered = row.hasSuffix("yes")
      for arguments in commands(output, precision) {
        #expect(try LentigoProcess.run(arguments).status == (isOffered ? 0 : 3))
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: study.model)) == before)
    #expect(folder.names.contains("measured.safetensors"))
  }
}
