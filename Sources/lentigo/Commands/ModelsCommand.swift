import ArgumentParser
import NeuralNetwork
import Report

/// `lentigo models`: the networks, with figures counted from their values.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the networks, with their parameters and multiply-adds.",
    discussion: """
      Every figure is counted from the network's description, head included \
      (max pooling 2x2, Dense 128, Dense 1).

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
