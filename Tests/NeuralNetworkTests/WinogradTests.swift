import CKernels
import KernelChecks
import NeuralNetwork
import Testing

/// Winograd's filtering against the convolution that it stands for.
@Suite struct WinogradTests {
  /// The convolution in double, one output after the other.
  static func convolution(
    _ input: [Float], _ weights: [Float], bias: [Float], image: Shape, outputs: Int
  ) -> [Double] {
    var result: [Double] = []
    for (y, x) in (0..<image.height).flatMap({ y in (0..<image.width).map { (y, $0) } }) {
      var sums = bias.map(Double.init)
      for tap in 0..<9 {
        let (row, column) = (y + tap / 3 - 1, x + tap % 3 - 1)
        guard 0..<image.height ~= row, 0..<image.width ~= column else { continue }
        for channel in 0..<image.channels {
          let pixel = Double(input[(row * image.width + column) * image.channels + channel])
          let line = (tap * image.channels + channel) * outputs
          for output in 0..<outputs { sums[output] += pixel * Double(weights[line + output]) }
        }
      }
      result += sums
    }
    return result
  }

  /// At a network's magnitudes (rectified inputs, weights as He et al. draw them) and VGG16's largest
  /// depth, the error stays far below the 1e-4 of the largest value that parity with Keras is tested at.
  @Test(arguments: InstructionSet.available, [2, 4])
  func errorIsSmall(instructionSet: InstructionSet, tile: Int) throws {
    let image = Shape(height: 10, width: 9, channels: 512)
    let outputs = 20
    let input = GeneratedWeights.uniform("pixels".utf8, count: image.count)
      .map { max($0 * 4 - 2, 0) }
    let scale = (6 / Float(9 * image.channels)).squareRoot()
    let weights = GeneratedWeights.uniform("weights".utf8, count: 9 * image.channels * outputs)
      .map { ($0 * 2 - 1) * scale }
    let bias = GeneratedWeights.uniform("bias".utf8, count: outputs).map { $0 - 0.5 }
    let found = try KernelRunner(instructionSet).winograd(
      input, weights, bias: bias, residual: nil, image: image, padding: 1,
      output: Shape(height: 10, width: 9, channels: outputs), tile: tile, block: 4,
      activation: .none)
    let expected = Self.convolution(input, weights, bias: bias, image: image, outputs: outputs)
    let largest = expected.reduce(0) { max($0, abs($1)) }
    let error = zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(error <= 5e-6 * largest, "\(error / largest)")
  }

  /// Small integers have no rounding errors with tile 2, whose points are 0, 1 and -1: the values are
  /// exact, whatever the block.
  @Test(arguments: InstructionSet.available, [1, 2, 3, 100])
  func integersAreExact(instructionSet: InstructionSet, block: Int) throws {
    let image = Shape(height: 5, width: 6, channels: 7)
    let input = (0..<image.count).map { (index: Int) in Float(index * 5 % 9 - 4) }
    let weights = (0..<315).map { (index: Int) in Float(index * 7 % 5 * 4 - 8) }
    let bias: [Float] = [1, -2, 3, 0, 5]
    let found = try KernelRunner(instructionSet).winograd(
      input, weights, bias: bias, residual: nil, image: image, padding: 1,
      output: Shape(height: 5, width: 6, channels: 5), tile: 2, block: block, activation: .none)
    let expected = Self.convolution(input, weights, bias: bias, image: image, outputs: 5)
    #expect(found.map(Double.init) == expected)
  }

  /// How tiles are grouped must not show in a single bit.
  @Test(arguments: InstructionSet.available, [2, 4])
  func blocksDoNotChangeTheResult(instructionSet: InstructionSet, tile: Int) throws {
    let runner = try KernelRunner(instructionSet)
    let image = Shape(height: 13, width: 11, channels: 40)
    let input = GeneratedWeights.uniform("pixels".utf8, count: image.count)
    let weights = GeneratedWeights.uniform("weights".utf8, count: 9 * 40 * 24)
    let results = [1, 3, 8, 64].map {
      runner.winograd(
        input, weights, bias: [Float](repeating: 0, count: 24), residual: nil, image: image,
        padding: 1, output: Shape(height: 13, width: 11, channels: 24), tile: tile, block: $0,
        activation: .relu)
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// A number that is not one spoils its tile and nothing else.
  @Test(arguments: InstructionSet.available)
  func notANumberStaysInItsTile(instructionSet: InstructionSet) throws {
    let image = Shape(height: 12, width: 12, channels: 3)
    var input = [Float](repeating: 1, count: image.count)
    input[0] = .nan
    let found = try KernelRunner(instructionSet).winograd(
      input, [Float](repeating: 1, count: 81), bias: [0, 0, 0], residual: nil, image: image,
      padding: 1, output: image, tile: 4, block: 2, activation: .relu)
    for row in 0..<12 {
      for column in 0..<12 {
        let value = found[(row * 12 + column) * 3]
        if row < 2, column < 2 {
          #expect(value.isNaN)
        } else if row >= 4 || column >= 4 {
          #expect(value.isFinite)
        }
      }
    }
  }
}
