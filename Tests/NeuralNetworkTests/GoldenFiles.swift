import Foundation
import NeuralNetwork
import Testing

/// The files in `Golden`, made by `Tools/make_network_goldens.py`.
enum GoldenFiles {
  static func frameworkOutput(_ origin: WeightOrigin) throws -> Safetensors {
    let url = try #require(
      Bundle.module.url(
        forResource: "mobilenet-v3-small.\(origin)", withExtension: "safetensors",
        subdirectory: "Golden"))
    return try Safetensors([UInt8](Data(contentsOf: url)))
  }
}
