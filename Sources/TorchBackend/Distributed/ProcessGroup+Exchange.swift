import CTorch

/// One process's values for all, and all processes' values for each.
extension ProcessGroup {
  /// Replaces the tensors of all processes by those of `rank`.
  public func broadcast(_ tensors: [Tensor], from rank: Int = 0) throws(TorchError) {
    try call("sharing the weights of rank \(rank)") { text, capacity in
      tensors.withHandles {
        functions.pointee.broadcast(handle, $0, $1, Int32(clamping: rank), text, capacity)
      }
    }
  }

  /// The bytes that `rank` has, in all processes; what the others hand in does not matter.
  public func broadcast(_ bytes: [UInt8], from rank: Int = 0) throws(TorchError) -> [UInt8] {
    let counts = try gatherEqual([Int64(bytes.count)], action: "asking how much will be shared")
    let isSender = settings.rank == rank
    var bytes = isSender ? bytes : [UInt8](repeating: 0, count: Int(counts[rank][0]))
    try call("sharing data of rank \(rank)") { text, capacity in
      bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return CTORCH_OK }
        return functions.pointee.broadcast_bytes(
          handle, start, buffer.count, Int32(clamping: rank), text, capacity)
      }
    }
    return bytes
  }

  /// What each process hands in, in the order of ranks; they may hand in different counts.
  public func gather(_ values: [Float]) throws(TorchError) -> [[Float]] {
    try gatherAny(values, padding: 0)
  }

  /// What each process hands in, in the order of ranks; they may hand in different counts.
  public func gather(_ values: [Double]) throws(TorchError) -> [[Double]] {
    try gatherAny(values, padding: 0)
  }

  /// What each process hands in, in the order of ranks; they may hand in different counts.
  public func gather(_ values: [Int]) throws(TorchError) -> [[Int]] {
    try gatherAny(values.map(Int64.init), padding: 0).map { $0.map(Int.init) }
  }

  /// What each process hands in, in the order of ranks; they may hand in different counts.
  public func gather(_ bytes: [UInt8]) throws(TorchError) -> [[UInt8]] {
    try gatherAny(bytes, padding: 0)
  }

  /// Whether any process says so; all get the same answer.
  public func isAny(_ flag: Bool) throws(TorchError) -> Bool {
    try gatherEqual([UInt8(flag ? 1 : 0)], action: "asking whether to stop").contains([1])
  }

  private func gatherAny<Value: BitwiseCopyable>(
    _ values: [Value], padding: Value
  ) throws(TorchError) -> [[Value]] {
    let action = "gathering results"
    let counts = try gatherEqual([Int64(values.count)], action: action).map { Int($0[0]) }
    let longest = counts.max() ?? 0
    let padded = values + Array(repeating: padding, count: longest - values.count)
    let gathered = try gatherEqual(padded, action: action)
    return zip(gathered, counts).map { Array($0.prefix($1)) }
  }

  /// As many values from each process.
  private func gatherEqual<Value: BitwiseCopyable>(
    _ values: [Value], action: String
  ) throws(TorchError) -> [[Value]] {
    guard let first = values.first else {
      return Array(repeating: [], count: settings.worldSize)
    }
    var all = Array(repeating: first, count: values.count * settings.worldSize)
    try call(action) { text, capacity in
      values.withUnsafeBytes { mine in
        all.withUnsafeMutableBytes { all in
          guard let mineStart = mine.baseAddress, let start = all.baseAddress else {
            return CTORCH_OK
          }
          return functions.pointee.gather_bytes(
            handle, mineStart, mine.count, start, text, capacity)
        }
      }
    }
    return (0..<settings.worldSize).map {
      Array(all[$0 * values.count..<($0 + 1) * values.count])
    }
  }
}
