import Foundation
import NeuralNetwork
import Testing

/// How far apart two models are that were trained from the same backbone, as shares of the way that they have
/// come.
struct ModelDifference {
  /// What gradients change.
  let weights: Double
  /// Running means and variances.
  let statistics: Double

  init(_ folder: TemporaryFolder, _ one: String, _ other: String, start: String) throws {
    let (one, other) = (try Self.file(folder.file(one)), try Self.file(folder.file(other)))
    let start = try Self.file(start)
    // Squares of differences and of ways.
    var sums = [Bool: (difference: Double, way: Double)]()
    for tensor in start.tensors {
      guard let a = one.floats(named: tensor.name) else { continue }
      let b = try #require(other.floats(named: tensor.name))
      let origin = try #require(start.floats(named: tensor.name))
      let isStatistic = String(decoding: tensor.name, as: UTF8.self).contains("running_")
      var sum = sums[isStatistic] ?? (0, 0)
      sum.difference += Self.squares(a, b)
      sum.way += Self.squares(a, origin)
      sums[isStatistic] = sum
    }
    weights = try Self.share(sums[false])
    statistics = try Self.share(sums[true])
  }

  private static func file(_ path: String) throws -> Safetensors {
    try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  private static func squares(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
  }

  private static func share(_ sum: (difference: Double, way: Double)?) throws -> Double {
    let sum = try #require(sum)
    try #require(sum.way > 0, "nothing was learnt")
    return (sum.difference / sum.way).squareRoot()
  }
}
