import Foundation
import NeuralNetwork

/// Golden values made by Tools/make_training_golden.py.
enum Golden {
  static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url(name, "json")))
  }

  static func tensors(_ name: String) throws -> Safetensors {
    try Safetensors([UInt8](Data(contentsOf: url(name, "safetensors"))))
  }

  private static func url(_ name: String, _ type: String) throws -> URL {
    guard
      let url = Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Golden")
    else { throw CocoaError(.fileNoSuchFile) }
    return url
  }
}
