import Foundation
import NeuralNetwork
import Testing

@Suite("benchmark: kernels, and networks for other engines")
struct BenchmarkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func kernelsHaveARowForEveryInstructionSet() throws {
    let process = try LentigoProcess.run("benchmark", "--kernels", "--seconds", "0.01", "--json")
    #expect(process.status == 0)
    struct Row: Decodable {
      let kernel, architecture, instructionSet: String
      let us, gbS: Double
      let timesScalar: Double?
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let rows = try decoder.decode([Row].self, from: Data(process.output.utf8))
    #expect(rows.allSatisfy { $0.us > 0 && $0.gbS > 0 && $0.timesScalar != nil })
    #expect(Set(rows.map(\.architecture)).count == Architecture.allCases.count)
    for kernel in ["matrix", "convolution", "depthwise", "dense", "add", "max_pooling"] {
      let sets = Set(rows.filter { $0.kernel == kernel }.map(\.instructionSet))
      #expect(sets == Set(InstructionSet.available.map { "\($0)" }), "\(kernel)")
    }
  }

  /// What is written has to be the network that was run: layers in order, every tensor of the shape
  /// its layer needs, and the logit of the image in it.
  @Test func writtenNetworkIsComplete() throws {
    let path = folder.file("small.network")
    let process = try LentigoProcess.run("benchmark", "--write-network", path)
    #expect(process.status == 0 && process.output.isEmpty)
    let file = try Safetensors([UInt8](folder.bytes("small.network")))
    struct Description: Decodable {
      struct Layer: Decodable {
        let operation: String
        let input: Int
        let inputShape, outputShape: [Int]
        let window: Int?
      }
      let architecture, origin: String
      let layers: [Layer]
    }
    let text = try #require(file.metadata("network"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let written = try decoder.decode(Description.self, from: Data(text))
    let network = Network.classifier(.mobileNetV3Small, origin: .keras)
    #expect(written.architecture == "mobilenet-v3-small" && written.origin == "keras")
    #expect(written.layers.map(\.input) == network.layers.map(\.input))
    for (index, layer) in written.layers.enumerated() {
      let channels = (layer.inputShape[2], layer.outputShape[2])
      let shape = file.tensor(named: "\(index).kernel")?.shape
      switch layer.operation {
      case "convolution":
        let side = try #require(layer.window)
        #expect(shape == [side, side, channels.0, channels.1])
      case "depthwise":
        let side = try #require(layer.window)
        #expect(shape == [side, side, channels.0])
      case "dense": #expect(shape == [channels.0, channels.1])
      case "squeeze-excite":
        #expect(file.tensor(named: "\(index).expand.kernel")?.shape.last == channels.1)
      default: #expect(shape == nil)
      }
    }
    let plan = try ExecutionPlan(network, weights: try GeneratedWeights.file(for: network))
    let session = InferenceSession(plan)
    _ = session.input.update(from: try #require(file.floats(named: "image")))
    #expect(file.floats(named: "logit") == [session.firstOutput()])
  }

  @Test func trainedModelsAreTimedToo() throws {
    let model = try Study.shared().model
    let process = try LentigoProcess.run("benchmark", "--model", model, "--seconds", "0.05")
    #expect(process.status == 0 && process.output.hasPrefix("mobilenet-v3-small, fp32"))
    let missing = try LentigoProcess.run("benchmark", "--model", folder.file("none"))
    #expect(missing.status == 3 && missing.errors.contains(folder.file("none")))
  }

  @Test func kernelsOfOneNetwork() throws {
    let process = try LentigoProcess.run(
      "benchmark", "--kernels", "--architecture", "vgg16", "--seconds", "0.01")
    #expect(process.status == 0 && process.output.contains("vgg16"))
    #expect(!process.output.contains("mobilenet"))
  }

  @Test(arguments: [
    "--kernels --write-network none", "--kernels --explain", "--explain --write-network none",
    "--kernels --threads 2", "--kernels --precision bf16", "--kernels --model none",
    "--write-network none --precision int8", "--write-network none --json",
    "--model none --architecture vgg16", "--explain --batch 2",
  ])
  func contradictionsAreRefused(options: String) throws {
    let words = options.split(separator: " ").map(String.init)
    let process = try LentigoProcess.run(["benchmark"] + words)
    #expect(process.status == 2 && process.output.isEmpty)
    #expect(process.errors.contains(words[0]))
  }
}
