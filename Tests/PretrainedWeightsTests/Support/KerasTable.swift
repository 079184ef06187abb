import Foundation
import PretrainedWeights
import TestSupport

/// `keras_layers.json`: layers with weights, in Keras' own order.
struct KerasTable: Decodable {
  let name: String
  let kind: String
  let variables: [Variable]

  struct Variable: Decodable {
    let name: String
    let shape: [Int]

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      name = try values.decode(String.self)
      shape = try values.decode([Int].self)
    }
  }

  static func layers(of network: String) throws -> [KerasTable] {
    let all: [String: [KerasTable]] = try GoldenFile.json("keras_layers", in: .module)
    return all[network] ?? []
  }
}

extension KerasTensor {
  /// A tensor without numbers.
  static func named(_ name: String, _ shape: [Int]) -> KerasTensor {
    KerasTensor(name: name, shape: shape) { _ in [] }
  }
}
