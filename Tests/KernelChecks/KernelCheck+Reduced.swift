import CKernels
import NeuralNetwork

/// Kernels of reduced precision: what is rounded is the same everywhere, so that the sums differ no
/// more than those of floats.
extension KernelCheck {
  package mutating func reducedMatrix(_ precision: Precision) {
    let tile = fast.kernels.pointee.matrix_rows
    for rows in Self.distinct([1, 2, tile - 1, tile, tile + 1, 2 * tile + 1, 31]) {
      for columns in awkwardCounts {
        for depth in [1, 2, 3, 4, 5, 16, 37, 64, 67] {
          checkReducedMatrix(precision, rows: rows, depth: depth, columns: columns)
        }
      }
    }
    for depth in 6...36 {
      checkReducedMatrix(precision, rows: 5, depth: depth, columns: lanes + 1)
    }
    // Past the sizes that are worked on in one piece.
    checkReducedMatrix(precision, rows: 401, depth: 1331, columns: 43)
    checkReducedMatrix(precision, rows: 49, depth: 576, columns: 96)
  }

  private mutating func checkReducedMatrix(
    _ precision: Precision, rows: Int, depth: Int, columns: Int
  ) {
    let input = random(rows * depth)
    let weights = random(depth * columns)
    let bias = random(columns)
    let residual = cases % 2 == 0 ? nil : random(rows * columns)
    let (activation, gap) = (activation, cases % 4)
    let results = [fast, reference].compactMap {
      $0.reducedMatrix(
        precision, input, weights, bias: bias, residual: residual, rows: rows, depth: depth,
        columns: columns, activation: activation, gap: gap)
    }
    guard results.count == 2 else { return }
    compare(results[0], results[1], "\(rows) x \(depth) x \(columns) \(activation)")
  }

  package mutating func reducedConvolution(_ precision: Precision) {
    for origin in WeightOrigin.allCases {
      for (kernel, stride) in [(1, 1), (3, 1), (3, 2), (5, 2), (7, 2)] {
        for (height, width) in [(1, 1), (2, 5), (7, 7), (8, 15)] {
          for channels in [1, 3, 4, 6, 16, 33] {
            let window = Window(
              height: height, width: width, channels: channels, kernel: kernel, stride: stride,
              origin: origin)
            for output in [1, lanes, 2 * lanes + 1] {
              checkReducedConvolution(
                precision, window, output: output, band: 1 + cases % window.outputHeight)
            }
          }
        }
      }
    }
  }

  private mutating func checkReducedConvolution(
    _ precision: Precision, _ window: Window, output: Int, band: Int
  ) {
    let input = random(window.input.count)
    let weights = random(window.kernel * window.kernel * window.input.channels * output)
    let bias = random(output)
    let residual =
      cases % 2 == 0 ? nil : random(window.outputHeight * window.outputWidth * output)
    let activation = activation
    let results = [fast, reference].compactMap {
      $0.reducedConvolution(
        precision, input, weights, bias: bias, residual: residual, window: window, output: output,
        band: band, activation: activation)
    }
    guard results.count == 2 else { return }
    compare(results[0], results[1], "\(window) to \(output), band \(band), \(activation)")
  }

  package mutating func reducedDense(_ precision: Precision) {
    for depth in [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 64, 131, 1000] {
      for columns in awkwardCounts + [8 * lanes, 9 * lanes - 1, 15 * lanes, 15 * lanes + 1] {
        let input = random(depth)
        let weights = random(depth * columns)
        let bias = random(columns)
        let activation = activation
        let results = [fast, reference].compactMap {
          $0.reducedDense(
            precision, input, weights, bias: bias, columns: columns, activation: activation)
        }
        guard results.count == 2 else { return }
        compare(results[0], results[1], "\(depth) x \(columns) \(activation)")
      }
    }
  }
}
