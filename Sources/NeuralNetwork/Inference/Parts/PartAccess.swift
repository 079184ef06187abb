#if !arch(wasm32)
  /// Memory that a call touches: pieces of `count` floats, one every `stride` floats.
  struct PartAccess {
    /// The first float, counted from address 0.
    private let start: Int
    /// Behind the last float.
    private let end: Int
    private let count: Int
    /// 0 where there is one piece.
    private let stride: Int

    init(_ pointer: UnsafePointer<Float>, pieces: Int = 1, count: Int, stride: Int = 0) {
      start = Int(bitPattern: pointer) / MemoryLayout<Float>.stride
      let isOnePiece = pieces <= 1 || count == stride
      self.count = isOnePiece ? pieces * count : count
      self.stride = isOnePiece ? 0 : stride
      end = start + (isOnePiece ? pieces * count : (pieces - 1) * stride + count)
    }

    /// Whether a float may be touched by both. Never false where one is; true without need only for
    /// pieces that lie at different distances.
    func meets(_ other: PartAccess) -> Bool {
      guard start < other.end, other.start < end else { return false }
      guard stride > 0, stride == other.stride else { return true }
      // Strips of the same matrix, perhaps side by side.
      let distance = (other.start - start) % stride
      let shift = distance < 0 ? distance + stride : distance
      return shift < count || shift + other.count > stride
    }
  }
#endif
