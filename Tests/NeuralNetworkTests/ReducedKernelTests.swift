import KernelChecks
import NeuralNetwork
import Testing

/// What the kernels of reduced precision round, and what they do not.
@Suite struct ReducedKernelTests {
  /// Every reduced precision on every instruction set that has it here; the scalar reference has all.
  static let cases = [Precision.bf16, .int8].flatMap { precision in
    InstructionSet.available.filter { precision.isAvailable(on: $0) }.map { (precision, $0) }
  }

  /// Integers that each precision holds exactly: bf16 up to 256; int8 where a row spans 255 steps of 1
  /// and a column reaches 127.
  static func integers(_ name: String, _ count: Int, _ range: ClosedRange<Int>) -> [Float] {
    GeneratedWeights.uniform(name.utf8, count: count).map {
      Float(range.lowerBound + Int($0 * Float(range.count)))
    }
  }

  static func inputs(rows: Int, depth: Int) -> [Float] {
    var input = integers("inputs", rows * depth, -100...155)
    for row in 0..<rows {
      input[row * depth] = -100
      input[row * depth + depth - 1] = 155
    }
    return input
  }

  static func weights(depth: Int, columns: Int) -> [Float] {
    var weights = integers("weights", depth * columns, -127...127)
    for column in 0..<columns { weights[column] = column % 2 == 0 ? 127 : -127 }
    return weights
  }

  @Test(arguments: cases)
  func integersAreMultipliedExactly(precision: Precision, instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    for (rows, depth, columns) in [
      (1, 2, 1), (9, 5, 17), (15, 64, 33), (8, 67, 150), (57, 511, 31),
    ] {
      let input = Self.inputs(rows: rows, depth: depth)
      let weights = Self.weights(depth: depth, columns: columns)
      let bias = Self.integers("bias", columns, -999...999)
      let product = MatrixProductTests.expected(
        input, weights, rows: rows, depth: depth, columns: columns)
      let expected = product.indices.map { product[$0] + bias[$0 % columns] }
      #expect(
        runner.reducedMatrix(
          precision, input, weights, bias: bias, rows: rows, depth: depth, columns: columns)
          == expected, "\(rows) x \(depth) x \(columns)")
      #expect(
        runner.reducedDense(
          precision, Array(input.prefix(depth)), weights, bias: bias, columns: columns)
          == Array(expected.prefix(columns)), "\(depth) x \(columns)")
    }
  }

  /// Also that what hangs over the edge counts as zero, where zero has a code of its own.
  @Test(arguments: cases)
  func integersAreConvolvedExactly(precision: Precision, instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let reference = try KernelRunner(.scalar)
    for (channels, output, stride) in [(1, 1, 1), (6, 17, 2), (16, 33, 1)] {
      let window = Window(
        height: 9, width: 6, channels: channels, kernel: 3, stride: stride, origin: .keras)
      let input = Self.inputs(rows: 1, depth: window.input.count)
      let weights = Self.weights(depth: 9 * channels, columns: output)
      let bias = Self.integers("bias", output, -999...999)
      let expected = reference.convolution(
        input, weights, bias: bias, residual: nil, window: window, output: output, band: 2,
        activation: .none)
      #expect(
        runner.reducedConvolution(
          precision, input, weights, bias: bias, window: window, output: output, band: 2)
          == expected)
    }
  }

  @Test(arguments: cases.filter { $0.0 == .bf16 })
  func tiesGoToEven(precision: Precision, instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let input: [Float] = [1 + 0x1p-8, 1 + 0x3p-8, 1 + 0x1.01p-8, -1 - 0x1p-8, 3e38]
    let found = runner.reducedMatrix(
      precision, input, [1], bias: [0], rows: input.count, depth: 1, columns: 1)
    #expect(found == [1, 1 + 0x1p-6, 1 + 0x1p-7, -1, 0x1.c4p127])
  }

  /// Half a step of every input and of every weight, and no more.
  @Test(arguments: cases)
  func errorIsThatOfTheFormat(precision: Precision, instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let (rows, depth, columns) = (31, 203, 37)
    let input = GeneratedWeights.uniform("a".utf8, count: rows * depth).map { $0 * 3 - 1 }
    let weights = GeneratedWeights.uniform("b".utf8, count: depth * columns).map { $0 - 0.5 }
    let exact = MatrixProductTests.expected(
      input, weights, rows: rows, depth: depth, columns: columns)
    let found = try #require(
      runner.reducedMatrix(
        precision, input, weights, bias: [Float](repeating: 0, count: columns), rows: rows,
        depth: depth, columns: columns))
    var total: Float = 0
    for row in 0..<rows {
      for column in 0..<columns {
        var bound: Float = 1e-4
        for k in 0..<depth {
          let (x, w) = (abs(input[row * depth + k]), abs(weights[k * columns + column]))
          let steps: (input: Float, weight: Float) =
            precision == .bf16 ? (x * 0x1p-8, w * 0x1p-8) : (3.0 / 255, 0.5 / 127)
          bound += steps.input / 2 * w + steps.weight / 2 * (x + steps.input / 2)
        }
        let error = abs(found[row * columns + column] - exact[row * columns + column])
        #expect(error <= bound)
        total += error / bound
      }
    }
    // Rounding errors mostly cancel: a tenth of the bound is what remains on average.
    #expect(total / Float(rows * columns) < 0.1)
  }

  /// However rows are shared out, and whatever is computed beside them.
  @Test(arguments: cases)
  func partsGiveTheSameBits(precision: Precision, instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let (rows, depth, columns) = (117, 45, 40)
    let input = GeneratedWeights.uniform("a".utf8, count: rows * depth).map { $0 - 0.2 }
    let weights = GeneratedWeights.uniform("b".utf8, count: depth * columns).map { $0 - 0.5 }
    let bias = GeneratedWeights.uniform("c".utf8, count: columns)
    let matrices = [1, 2, 5, 117].map {
      runner.reducedMatrix(
        precision, input, weights, bias: bias, rows: rows, depth: depth, columns: columns,
        parts: $0)
    }
    #expect(matrices.allSatisfy { $0 == matrices[0] } && matrices[0] != nil)
    let window = Window(
      height: 13, width: 9, channels: 12, kernel: 3, stride: 2, origin: .torchvision)
    let kernel = GeneratedWeights.uniform("d".utf8, count: 108 * columns).map { $0 - 0.5 }
    let images = [(1, 1), (7, 1), (3, 2), (1, 7)].map { band, parts in
      runner.reducedConvolution(
        precision, Array(input.prefix(window.input.count)), kernel, bias: bias, window: window,
        output: columns, band: band, parts: parts)
    }
    #expect(images.allSatisfy { $0 == images[0] } && images[0] != nil)
  }

  /// Numbers that are none must neither crash nor come out as harmless ones.
  @Test(arguments: cases, [Float.nan, -.nan, .infinity, -.infinity])
  func notFiniteStaysSo(
    kernel: (precision: Precision, instructionSet: InstructionSet), value: Float
  ) throws {
    let runner = try KernelRunner(kernel.instructionSet)
    let (rows, depth, columns) = (19, 21, 18)
    let ones = [Float](repeating: 1, count: depth * columns)
    let bias = [Float](repeating: 0, count: columns)
    for position in [0, depth * 7 + 5, rows * depth - 1] {
      var input = [Float](repeating: 2, count: rows * depth)
      input[position] = value
      let found = try #require(
        runner.reducedMatrix(
          kernel.precision, input, ones, bias: bias, rows: rows, depth: depth, columns: columns))
      let expected = found.indices.map { $0 / columns != position / depth }
      #expect(found.map(\.isFinite) == expected)
      let dense = runner.reducedDense(
        kernel.precision, input, [Float](repeating: 1, count: input.count), bias: [0], columns: 1)
      #expect(dense.map { !$0[0].isFinite } == true)
    }
  }

  /// Nothing to find a scale from: the bias is what is left.
  @Test(arguments: cases, [Float(0), -0.0, 0x1p-140, -0x1p-140])
  func nothingIsZero(
    kernel: (precision: Precision, instructionSet: InstructionSet), value: Float
  ) throws {
    let runner = try KernelRunner(kernel.instructionSet)
    let input = [Float](repeating: value, count: 6)
    for weights in [[Float](repeating: 1, count: 6), [0, 0, 0, 0, 0, 0]] {
      #expect(
        runner.reducedMatrix(
          kernel.precision, input, weights, bias: [1, 2], rows: 2, depth: 3, columns: 2)
          == [1, 2, 1, 2])
    }
  }
}
