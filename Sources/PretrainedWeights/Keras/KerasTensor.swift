/// One tensor of a Keras file, before it is known which of the network's it is.
package struct KerasTensor {
  /// The name of its layer and its own, as the file has it: `block1_conv1/kernel:0`.
  package let name: String
  package let shape: [Int]
  /// Reads the numbers, which must have the given shape.
  package let floats: (_ shape: [Int]) throws(HDF5Problem) -> [Float]

  package init(
    name: String, shape: [Int], floats: @escaping (_ shape: [Int]) throws(HDF5Problem) -> [Float]
  ) {
    self.name = name
    self.shape = shape
    self.floats = floats
  }

  init(name: String, dataset: HDF5Dataset) {
    self.init(name: name, shape: dataset.shape, floats: dataset.floats(shape:))
  }
}
