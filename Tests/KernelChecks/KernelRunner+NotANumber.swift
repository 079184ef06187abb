import NeuralNetwork

extension KernelRunner {
  /// A number lost on the way must not come out as a harmless one, on any processor.
  package func checkNotANumber(activation: Activation) {
    let count = 37
    let zeros = [Float](repeating: 0, count: count)
    let ones = [Float](repeating: 1, count: count)
    func expect(_ found: [Float], _ expected: [Bool], _ kernel: StaticString) {
      let isNotANumber = found.map { $0.isNaN }
      if isNotANumber != expected {
        report("\(kernel), activation \(activation.rawValue): not a number became one")
      }
    }
    for position in 0..<count {
      var input = zeros
      input[position] = .nan
      let expected = input.map { $0.isNaN }
      expect(add(input, zeros, activation: activation), expected, "add")
      expect(
        matrix(
          input, ones, bias: nil, residual: nil, rows: count, depth: 1, columns: 1,
          activation: activation), expected, "matrix")
      expect(
        dense(
          input, [Float](repeating: 1, count: count * count), bias: zeros, columns: count,
          activation: activation), ones.map { _ in true }, "dense")
      let pixel = Window(
        height: 1, width: 1, channels: count, kernel: 1, stride: 1, origin: .torchvision)
      expect(
        depthwise(input, ones, bias: zeros, window: pixel, activation: activation), expected,
        "depthwise")
    }
  }

  /// A number that is not one is a window's largest value.
  package func checkNotANumberPooled(against reference: KernelRunner) {
    let window = Window(
      height: 5, width: 5, channels: 5, kernel: 3, stride: 1, origin: .torchvision)
    for position in 0..<window.input.count {
      var input = (0..<window.input.count).map { Float($0) }
      input[position] = .nan
      let found = maxPooling(input, window: window).map { $0.isNaN }
      let expected = reference.maxPooling(input, window: window).map { $0.isNaN }
      if found != expected || !found.contains(true) {
        report("maxPooling: not a number at \(position) is lost or spreads")
      }
    }
  }
}
