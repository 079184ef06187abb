import CTorch

/// Rows, columns and shapes. All throw `TorchError` where the shape does not allow it.
extension Tensor {
  /// The same numbers in another shape; one length may be -1 and follows from the others.
  public func reshaped(_ shape: [Int]) throws(TorchError) -> Tensor {
    let lengths = shape.map(Int64.init)
    return try runtime.tensor {
      runtime.functions.pointee.reshape(handle, lengths, lengths.count, $0, $1, $2)
    }
  }

  /// The dimensions in another order.
  public func permuted(_ order: [Int]) throws(TorchError) -> Tensor {
    let order = order.map(Int64.init)
    return try runtime.tensor {
      runtime.functions.pointee.permute(handle, order, order.count, $0, $1, $2)
    }
  }

  /// A stretch of rows, sharing memory.
  public subscript(rows: Range<Int>) -> Tensor {
    get throws(TorchError) {
      try runtime.tensor {
        runtime.functions.pointee.narrow(
          handle, 0, Int64(rows.lowerBound), Int64(rows.count), $0, $1, $2)
      }
    }
  }

  /// Rows by their numbers, in that order, as often as they are named.
  public subscript(rows: [Int]) -> Tensor {
    get throws(TorchError) {
      let numbers = rows.map(Int64.init)
      return try runtime.tensor {
        runtime.functions.pointee.rows(handle, numbers, numbers.count, $0, $1, $2)
      }
    }
  }

  /// Turned around along one dimension: 3 mirrors images [N, C, H, W].
  public func flipped(dimension: Int) throws(TorchError) -> Tensor {
    try runtime.tensor { runtime.functions.pointee.flip(handle, Int64(dimension), $0, $1, $2) }
  }
}
