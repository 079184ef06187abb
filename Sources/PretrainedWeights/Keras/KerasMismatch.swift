import NeuralNetwork

/// Why a file's tensors are not those of a network.
package struct KerasMismatch: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  init(missing: [Parameter], of count: Int) {
    self.init(
      "\(missing.count) of \(count) tensors are missing, the first is "
        + "'\(missing.first?.keras ?? "")'")
  }
}
