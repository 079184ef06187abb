import CKernels
import NeuralNetwork

/// Runs one kernel and its reference side by side.
package struct KernelCheck {
  package let fast: KernelRunner
  package let reference: KernelRunner
  package private(set) var cases = 0

  package init(fast: KernelRunner, reference: KernelRunner) {
    self.fast = fast
    self.reference = reference
  }

  package var lanes: Int { fast.kernels.pointee.lanes }

  /// Counts at, around and between multiples of a vector, and primes.
  var awkwardCounts: [Int] {
    let counts = [
      1, 2, 3, lanes - 1, lanes, lanes + 1, 2 * lanes - 1, 2 * lanes, 2 * lanes + 1, 3 * lanes,
      4 * lanes - 3, 37, 53,
    ]
    return Self.distinct(counts)
  }

  package mutating func random(_ count: Int) -> [Float] {
    cases += 1
    return GeneratedWeights.uniform("case \(cases)".utf8, count: max(count, 1))
      .prefix(count).map { $0 * 2 - 1 }
  }

  /// One activation after the other, from case to case.
  package var activation: Activation {
    Activation.allCases[cases % Activation.allCases.count]
  }

  /// Sums of up to a thousand products, each below 1 in magnitude.
  package func compare(_ found: [Float], _ expected: [Float], _ what: @autoclosure () -> String) {
    let tolerance = 1e-5 * max(1, largestMagnitude(expected))
    let difference = largestDifference(found, expected)
    guard !(difference <= tolerance) else { return }
    fast.report("\(what()): differs by \(difference)")
  }

  func compareExactly(_ found: [Float], _ expected: [Float], _ what: @autoclosure () -> String) {
    if found != expected { fast.report("\(what()): differs") }
  }

  /// The counts above 0, each once, in order.
  static func distinct(_ counts: [Int]) -> [Int] {
    var result: [Int] = []
    for count in counts.sorted() where count > 0 && count != result.last { result.append(count) }
    return result
  }

  package mutating func matrix() {
    let tile = fast.kernels.pointee.matrix_rows
    for rows in Self.distinct([1, 2, tile - 1, tile, tile + 1, 2 * tile + 1, 31]) {
      for columns in awkwardCounts {
        for depth in [1, 2, 16, 37] {
          checkMatrix(rows: rows, depth: depth, columns: columns)
        }
      }
    }
    // Past the sizes that are worked on in one piece.
    checkMatrix(rows: 401, depth: 331, columns: 43)
    checkMatrix(rows: 49, depth: 576, columns: 96)
  }

  private mutating func checkMatrix(rows: Int, depth: Int, columns: Int) {
    let input = random(rows * depth)
    let weights = random(depth * columns)
    let bias = cases % 3 == 0 ? nil : random(columns)
    let residual = cases % 2 == 0 ? nil : random(rows * columns)
    let (activation, gap) = (activation, cases % 4)
    let results = [fast, reference].map {
      $0.matrix(
        input, weights, bias: bias, residual: residual, rows: rows, depth: depth,
        columns: columns, activation: activation, gap: gap)
    }
    compare(
      results[0], results[1], "\(rows) x \(depth) x \(columns) activation \(activation.rawValue)")
  }

  package mutating func depthwise() {
    for origin in WeightOrigin.allCases {
      for (kernel, stride) in [(1, 1), (3, 1), (3, 2), (5, 1), (5, 2), (7, 1), (3, 3)] {
        for (height, width) in [(1, 1), (2, 3), (5, 6), (7, 7), (8, 8), (9, 13), (14, 15), (4, 29)]
        {
          for channels in Self.distinct([1, lanes - 1, lanes, lanes + 1, 3 * lanes + 1]) {
            let window = Window(
              height: height, width: width, channels: channels, kernel: kernel, stride: stride,
              origin: origin)
            checkDepthwise(window)
          }
        }
      }
    }
  }

  private mutating func checkDepthwise(_ window: Window) {
    let input = random(window.input.count)
    let weights = random(window.kernel * window.kernel * window.input.channels)
    let bias = random(window.input.channels)
    let activation = activation
    let results = [fast, reference].map {
      $0.depthwise(input, weights, bias: bias, window: window, activation: activation)
    }
    compare(results[0], results[1], "\(window) activation \(activation.rawValue)")
  }

  package mutating func dense() {
    for depth in [1, 2, 3, 7, 8, 9, 64, 131] {
      for columns in awkwardCounts + [8 * lanes, 9 * lanes - 1, 15 * lanes, 15 * lanes + 1] {
        let input = random(depth)
        let weights = random(depth * columns)
        let bias = random(columns)
        let activation = activation
        let results = [fast, reference].map {
          $0.dense(input, weights, bias: bias, columns: columns, activation: activation)
        }
        compare(results[0], results[1], "\(depth) x \(columns) activation \(activation.rawValue)")
      }
    }
  }

  package mutating func channelMean() {
    for (lines, pixels) in [(1, 1), (1, 3), (2, 2), (3, 4), (5, 1), (4, 7), (7, 9)] {
      for channels in awkwardCounts {
        let input = random(lines * pixels * channels)
        let results = [fast, reference].map {
          $0.channelMean(input, lines: lines, pixels: pixels, channels: channels)
        }
        compare(results[0], results[1], "\(lines) x \(pixels) x \(channels)")
      }
    }
  }

  package mutating func channelScale() {
    for pixels in [1, 2, 49] {
      for channels in awkwardCounts {
        let input = random(pixels * channels)
        let scale = random(channels)
        let results = [fast, reference].map { $0.channelScale(input, by: scale, pixels: pixels) }
        compareExactly(results[0], results[1], "\(pixels) x \(channels)")
      }
    }
  }

  package mutating func add() {
    for count in awkwardCounts {
      for activation in Activation.allCases {
        let a = random(count)
        // Far enough out to meet both ends of every activation.
        let b = random(count).map { $0 * 20 }
        let results = [fast, reference].map { $0.add(a, b, activation: activation) }
        compare(results[0], results[1], "\(count) activation \(activation.rawValue)")
      }
    }
  }

  package mutating func maxPooling() {
    for (size, stride) in [(2, 2), (3, 2), (1, 1), (3, 1)] {
      for (height, width) in [(3, 3), (7, 7), (8, 5)] {
        for channels in awkwardCounts {
          let window = Window(
            height: height, width: width, channels: channels, kernel: size, stride: stride,
            origin: .torchvision)
          let input = random(window.input.count)
          let results = [fast, reference].map { $0.maxPooling(input, window: window) }
          compareExactly(results[0], results[1], "\(window)")
        }
      }
    }
  }
}
