import CHDF5Reader

/// A dataset of an HDF5 file: its shape, and its numbers on request.
struct HDF5Dataset {
  let connection: HDF5Connection
  /// The way from the root.
  let path: String
  let shape: [Int]

  /// - Throws: where its shape is beyond every tensor's.
  init(connection: HDF5Connection, path: String) throws(HDF5Problem) {
    self.connection = connection
    self.path = path
    let answer = try connection.ask(HDF5_DATASET, path: path)
    shape = try HDF5Answer.shape(answer.bytes, path: path)
  }

  /// The numbers, in the order of the file, the last dimension running fastest.
  ///
  /// - Parameter expected: the shape they must have; the memory taken follows from it alone.
  /// - Throws: where they have another shape, are no floating-point numbers, or lie elsewhere than
  ///   in this file.
  func floats(shape expected: [Int]) throws(HDF5Problem) -> [Float] {
    guard shape == expected else {
      throw HDF5Problem(.damaged, "'\(path)' has the shape \(shape), expected \(expected)")
    }
    var count = 1
    for extent in expected {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard !overflows, product <= HDF5Limits.numbers else {
        throw HDF5Problem(.refused, "'\(path)' claims the shape \(shape)")
      }
      count = product
    }
    let answer = try connection.ask(
      HDF5_FLOATS, path: path, count: count, maximumCount: max(4 * count, 1 << 10))
    guard answer.status == HDF5_OK, answer.bytes.count == 4 * count else {
      throw HDF5Problem(.damaged, "the numbers of '\(path)' cannot be read")
    }
    return answer.bytes.withUnsafeBytes { raw in
      [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: raw)
        initialized = count
      }
    }
  }
}
