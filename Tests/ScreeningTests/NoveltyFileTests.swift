import NeuralNetwork
import Screening
import Testing

/// What model files of format 3 may not hold.
@Suite struct NoveltyFileTests {
  @Test(
    arguments: [
      ("LAYER", "18446744073709551616", .missingValue(.noveltyLayer)),
      ("LAYER", "-9", .missingValue(.noveltyLayer)),
      ("LAYER", "1.5", .missingValue(.noveltyLayer)),
      ("LAYER", "[9]", .missingValue(.noveltyLayer)),
      ("LAYER", "null", .missingValue(.noveltyLayer)),
      ("\"layer\"", "\"row\"", .missingValue(.noveltyLayer)),
      ("\"limit\"", "\"limits\"", .missingValue(.noveltyLimit)),
      ("1.5", "\"1.5\"", .missingValue(.noveltyLimit)),
      ("1.5", "0", .missingValue(.noveltyLimit)), ("1.5", "-1", .missingValue(.noveltyLimit)),
      ("1.5", "1e999", .missingValue(.noveltyLimit)),
      // Finite, or above 0, as Double; as the Float that the engine compares with it is not.
      ("1.5", "1e39", .missingValue(.noveltyLimit)), ("1.5", "1e-50", .missingValue(.noveltyLimit)),
      ("{\"layer\":LAYER,\"limit\":1.5}", "null", .missingValue(.noveltyLayer)),
    ] as [(String, String, ModelError)])
  func hostileValuesAreRefused(found: String, replacement: String, error: ModelError) throws {
    let found = found.replacing("LAYER", with: "\(NoveltyFile.layer)")
    try #require(NoveltyFile.member.contains(found))
    let metadata = NoveltyFile.metadata(NoveltyFile.member.replacing(found, with: replacement))
    #expect(throws: error) {
      try ScreeningModel(modelFile: NoveltyFile.bytes(metadata: metadata))
    }
    #expect(!"\(error)".isEmpty)
  }

  /// Its detector would have no numbers, and refuse nothing.
  @Test(arguments: ["1000", "9223372036854775807", "18446744073709551615"])
  func layersThatTheNetworkDoesNotHaveAreRefused(layer: String) {
    let metadata = NoveltyFile.metadata(
      NoveltyFile.member.replacing("\(NoveltyFile.layer)", with: layer))
    for triangle in [NoveltyFile.triangle(), []] {
      #expect(throws: ModelError.self) {
        try ScreeningModel(
          modelFile: NoveltyFile.bytes(
            metadata: metadata, mean: triangle.isEmpty ? [] : [Float](repeating: 0, count: 96),
            triangle: triangle))
      }
    }
  }

  @Test func damagedTensorsAreRefused() throws {
    let name = [UInt8]("novelty".utf8)
    let mean = [Float](repeating: 0, count: NoveltyFile.count)
    let triangle = NoveltyFile.triangle()
    func error(_ mean: [Float], _ triangle: [Float]) -> ModelError? {
      do throws(ModelError) {
        _ = try ScreeningModel(modelFile: NoveltyFile.bytes(mean: mean, triangle: triangle))
        return nil
      } catch { return error }
    }
    #expect(error(mean, triangle) == nil)
    for count in [0, 1, 4751, 4753] {
      let numbers = Array((mean + triangle + [1]).prefix(count))
      #expect(
        error(numbers, [])
          == .invalidWeights(.wrongShape(name: name, expected: [4752], found: [count])))
    }
    for value in [Float.nan, .infinity] {
      #expect(
        error(mean, [value] + triangle.dropFirst()) == .invalidWeights(.notFinite(name: name)))
      #expect(
        error([value] + mean.dropFirst(), triangle) == .invalidWeights(.notFinite(name: name)))
    }
    for (row, value) in [(0, Float(0)), (95, 0), (70, -1)] {
      var flat = triangle
      flat[row * (row + 3) / 2] = value
      #expect(error(mean, flat) == .invalidWeights(.invalidDiagonal(name: name)), "row \(row)")
    }
    #expect(
      throws: ModelError.invalidWeights(.missingTensor(name: name, expected: [4752]))
    ) {
      try ScreeningModel(modelFile: ModelFile.bytes(metadata: NoveltyFile.metadata()))
    }
    #expect(
      throws: ModelError.invalidWeights(.wrongElementType(name: name, found: .u64))
    ) {
      let file = ModelFile.bytes(metadata: NoveltyFile.metadata()) { writer in
        writer.add(
          name: "novelty", shape: [4752], uint64s: [UInt64](repeating: 0, count: 4752))
      }
      return try ScreeningModel(modelFile: file)
    }
  }
}
