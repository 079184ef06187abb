import Foundation
import NeuralNetwork
import Testing

/// The files in `Golden`, made by `Tools/make_network_goldens.py`.
enum GoldenFiles {
  /// Of weights made from tensor names.
  static func frameworkOutput(_ network: NetworkCase) throws -> Safetensors {
    try read("\(network.architecture).\(network.origin)")
  }

  /// Means of each row, of weights made from tensor names.
  static func frameworkTaps(_ network: NetworkCase) throws -> Safetensors {
    try read("\(network.architecture).\(network.origin).taps")
  }

  /// Of Keras' pretrained weights.
  static func pretrainedOutput(_ architecture: Architecture) throws -> Safetensors {
    try read("\(architecture).pretrained")
  }

  private static func read(_ name: String) throws -> Safetensors {
    let url = try #require(
      Bundle.module.url(
        forResource: name, withExtension: "safetensors", subdirectory: "Golden"))
    return try Safetensors([UInt8](Data(contentsOf: url)))
  }
}
