import KernelChecks
import NeuralNetwork
import Testing

/// Feature maps beside those that a framework computed.
enum FrameworkFeatures {
  /// Compares with a golden file: 32 channels, evenly spread, and the largest magnitude of all.
  static func expect(
    _ features: [Float], _ golden: Safetensors, _ name: StaticString, _ largestName: StaticString,
    _ what: String
  ) throws {
    let expected = try #require(golden.floats(named: name))
    let largest = try #require(golden.floats(named: largestName)).first ?? 0
    let step = features.count / expected.count
    let found = stride(from: 0, to: features.count, by: step).map { features[$0] }
    let difference = largestDifference(found, expected) / largest
    #expect(difference <= 1e-5, "\(what)")
    #expect(abs(largestMagnitude(features) - largest) <= 1e-5 * largest, "\(what)")
  }

  /// Red, green, blue pixels in 0...255 as a network wants them.
  static func normalized(
    _ pixels: [Float], _ normalization: PixelNormalization
  ) -> [Float] {
    pixels.indices.map { index in
      let channel = index % 3
      let source = normalization.reversesChannels ? index - channel + 2 - channel : index
      return pixels[source] * normalization.scale[channel] + normalization.offset[channel]
    }
  }
}
