import ArgumentParser
import BundledModel
import Files
import NeuralNetwork
import PretrainedWeights
import Report

/// `lentigo models`: the networks, with figures counted from their values, and the bundled model.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the networks, with their parameters and multiply-adds, and the bundled model.",
    discussion: """
      Every figure is counted from the network's description, head included \
      (max pooling 2x2, Dense 128, Dense 1). Below them, the model that is used where none is named: \
      its file, its SHA-256 and its card. --json lists the networks alone.

      Example:
        lentigo models --json
      """)

  @Flag(help: "Print one JSON array instead of a table.")
  var json = false

  func run() throws {
    let rows = Architecture.allCases.map(Row.init)
    if json {
      try StandardOutput.line(try JSON.line(rows))
      return
    }
    let table = Table(
      head: ["network", "parameters", "multiply-adds", "input"], textColumns: 1,
      rows: rows.map {
        [
          $0.name, Numbers.grouped($0.parameters), Numbers.grouped($0.multiplyAdds),
          "\($0.inputSize)x\($0.inputSize)",
        ]
      })
    try StandardOutput.line(table.text(isRuled: false))
    try StandardOutput.line("\n" + Self.bundled)
  }

  /// The bundled model: where it is, and whether it is the one that was bundled.
  private static var bundled: String {
    do {
      let path = try BundledModel.path()
      let bytes = try FileBytes.read(path)
      let hash = SHA256.hexadecimal(of: bytes) ?? "unknown"
      let recorded = BundledModel.recordedHash
      let remark =
        recorded == nil || recorded == hash ? "" : " (not as bundled, which was \(recorded ?? ""))"
      return """
        bundled model: \(BundledModel.name), \(Numbers.grouped(bytes.count)) bytes
          file     \(path)
          SHA-256  \(hash)\(remark)
          card     \(BundledModel.cardPath ?? "none")
        """
    } catch {
      return "bundled model: none; \(error)"
    }
  }

  private struct Row: Encodable {
    let name: String
    let parameters: Int
    let multiplyAdds: Int
    let inputSize: Int

    init(_ architecture: Architecture) {
      let network = Network.classifier(architecture, origin: .keras)
      name = "\(architecture)"
      parameters = network.parameterCount
      multiplyAdds = network.multiplyAdds
      inputSize = network.inputWidth
    }
  }
}
