import CKernels
import NeuralNetwork

extension KernelCheck {
  /// Images smaller than a tile, not multiples of it, and channels around a vector; blocks of one
  /// tile, of some and of all; every padding from none to two.
  package mutating func winograd() {
    for tile in [2, 4] {
      for (height, width) in [(1, 1), (2, 5), (4, 4), (7, 7), (9, 14), (13, 6)] {
        for (inputs, outputs) in [(1, 1), (3, lanes), (lanes, 2 * lanes + 1), (lanes + 1, 3)] {
          let window = Window(
            height: height, width: width, channels: inputs, kernel: 3, stride: 1, origin: .keras)
          checkWinograd(window, output: outputs, tile: tile, padding: 1)
          if height > 2, width > 2 {
            checkWinograd(window, output: outputs, tile: tile, padding: 0)
          }
          checkWinograd(window, output: outputs, tile: tile, padding: 2)
        }
      }
    }
    // More channels than are multiplied in one piece.
    let deep = Window(height: 6, width: 6, channels: 331, kernel: 3, stride: 1, origin: .keras)
    checkWinograd(deep, output: 37, tile: 4, padding: 1)
  }

  private mutating func checkWinograd(_ window: Window, output: Int, tile: Int, padding: Int) {
    let height = window.input.height + 2 * padding - 2
    let width = window.input.width + 2 * padding - 2
    let tiles = ((height + tile - 1) / tile) * ((width + tile - 1) / tile)
    let input = random(window.input.count)
    let weights = random(9 * window.input.channels * output)
    let bias = random(output)
    let residual = cases % 2 == 0 ? nil : random(height * width * output)
    let (activation, block) = (activation, 1 + cases % tiles)
    let results = [fast, reference].map {
      $0.winograd(
        input, weights, bias: bias, residual: residual, image: window.input, padding: padding,
        output: Shape(height: height, width: width, channels: output), tile: tile, block: block,
        activation: activation)
    }
    compare(
      results[0], results[1],
      "\(window) padded by \(padding) to \(output), tile \(tile), block \(block)")
  }
}
