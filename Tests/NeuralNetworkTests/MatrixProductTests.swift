import KernelChecks
import NeuralNetwork
import Testing

@Suite struct MatrixProductTests {
  /// In double, the plain way.
  static func expected(_ a: [Float], _ b: [Float], rows: Int, depth: Int, columns: Int) -> [Float] {
    var c = [Float](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        for k in 0..<depth { sum += Double(a[row * depth + k]) * Double(b[k * columns + column]) }
        c[row * columns + column] = Float(sum)
      }
    }
    return c
  }

  @Test(
    arguments: [
      (1, 1, 1), (32, 5184, 128), (517, 32, 128), (32, 128, 1), (3, 1, 7), (1, 300, 33),
      (128, 5, 1),
    ], InstructionSet.available)
  func isTheProduct(size: (rows: Int, depth: Int, columns: Int), instructionSet: InstructionSet) {
    let (rows, depth, columns) = size
    let a = GeneratedWeights.uniform("a".utf8, count: rows * depth).map { $0 - 0.5 }
    let b = GeneratedWeights.uniform("b".utf8, count: depth * columns).map { $0 - 0.5 }
    let product = Self.expected(a, b, rows: rows, depth: depth, columns: columns)
    let tolerance = 1e-6 * Float(depth).squareRoot() + 1e-6
    var c = [Float](repeating: .nan, count: rows * columns)
    MatrixProduct.multiply(
      a, b, into: &c, rows: rows, depth: depth, columns: columns, instructionSet: instructionSet)
    #expect(largestDifference(c, product) <= tolerance)
    MatrixProduct.multiply(
      a, b, into: &c, rows: rows, depth: depth, columns: columns, accumulate: true,
      instructionSet: instructionSet)
    #expect(largestDifference(c, product.map { 2 * $0 }) <= 2 * tolerance)
  }

  @Test func emptySizesAreFine() {
    var c: [Float] = []
    MatrixProduct.multiply([], [1, 2], into: &c, rows: 0, depth: 1, columns: 2)
    #expect(c.isEmpty)
    var d: [Float] = [5, 6]
    MatrixProduct.multiply([], [], into: &d, rows: 1, depth: 0, columns: 2)
    #expect(d == [0, 0])
    d = [5, 6]
    MatrixProduct.multiply([], [], into: &d, rows: 1, depth: 0, columns: 2, accumulate: true)
    #expect(d == [5, 6])
  }
}
