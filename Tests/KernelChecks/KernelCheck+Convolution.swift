import CKernels
import NeuralNetwork

extension KernelCheck {
  /// Windows of all sizes on images smaller than a tile and not multiples of it; then the sizes that
  /// first convolutions have, with channels around a vector.
  package mutating func convolution() {
    for origin in WeightOrigin.allCases {
      for (kernel, stride) in [(1, 1), (1, 2), (3, 1), (3, 2), (5, 1), (5, 2), (7, 2), (3, 3)] {
        for (height, width) in [(1, 1), (2, 5), (7, 7), (8, 15), (13, 30)] {
          let window = Window(
            height: height, width: width, channels: 3, kernel: kernel, stride: stride,
            origin: origin)
          for channels in [1, lanes, 2 * lanes + 1, 16] {
            checkConvolution(window, output: channels, band: 1 + cases % window.outputHeight)
          }
        }
      }
      for (height, width) in [(1, 32), (6, 31), (5, 64), (9, 75)] {
        let stem = Window(
          height: height, width: width, channels: 3, kernel: 3, stride: 2, origin: origin)
        for channels in [1, lanes, lanes + 3, 3 * lanes, 4 * lanes] {
          checkConvolution(stem, output: channels, band: 1)
        }
      }
    }
    let stem = Window(
      height: 224, width: 224, channels: 3, kernel: 3, stride: 2, origin: .keras)
    checkConvolution(stem, output: 16, band: 48)
  }

  /// With something to add and without.
  private mutating func checkConvolution(_ window: Window, output: Int, band: Int) {
    let count = window.outputHeight * window.outputWidth * output
    for isSum in [false, true] {
      let input = random(window.input.count)
      let weights = random(window.kernel * window.kernel * window.input.channels * output)
      let bias = random(output)
      let residual = isSum ? random(count) : nil
      let activation = activation
      let results = [fast, reference].map {
        $0.convolution(
          input, weights, bias: bias, residual: residual, window: window, output: output,
          band: band, activation: activation)
      }
      compare(
        results[0], results[1],
        "\(window) to \(output), band \(band), activation \(activation.rawValue), sum \(isSum)")
    }
  }
}
