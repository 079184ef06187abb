import CTorch

/// Arithmetic, value by value; shapes are broadcast as in NumPy. All throw `TorchError` where
/// shapes do not fit.
extension Tensor {
  public static func + (a: Tensor, b: Tensor) throws(TorchError) -> Tensor {
    try a.binary(CTORCH_ADD, b)
  }

  public static func - (a: Tensor, b: Tensor) throws(TorchError) -> Tensor {
    try a.binary(CTORCH_SUBTRACT, b)
  }

  public static func * (a: Tensor, b: Tensor) throws(TorchError) -> Tensor {
    try a.binary(CTORCH_MULTIPLY, b)
  }

  public static func / (a: Tensor, b: Tensor) throws(TorchError) -> Tensor {
    try a.binary(CTORCH_DIVIDE, b)
  }

  public static func + (a: Tensor, b: Double) throws(TorchError) -> Tensor {
    try a.scalar(CTORCH_ADD_NUMBER, b)
  }

  public static func + (a: Double, b: Tensor) throws(TorchError) -> Tensor {
    try b.scalar(CTORCH_ADD_NUMBER, a)
  }

  public static func - (a: Tensor, b: Double) throws(TorchError) -> Tensor {
    try a.scalar(CTORCH_ADD_NUMBER, -b)
  }

  public static func - (a: Double, b: Tensor) throws(TorchError) -> Tensor {
    try b.unary(CTORCH_NEGATE).scalar(CTORCH_ADD_NUMBER, a)
  }

  public static func * (a: Tensor, b: Double) throws(TorchError) -> Tensor {
    try a.scalar(CTORCH_MULTIPLY_NUMBER, b)
  }

  public static func * (a: Double, b: Tensor) throws(TorchError) -> Tensor {
    try b.scalar(CTORCH_MULTIPLY_NUMBER, a)
  }

  public static func / (a: Tensor, b: Double) throws(TorchError) -> Tensor {
    try a.scalar(CTORCH_MULTIPLY_NUMBER, 1 / b)
  }

  public static prefix func - (a: Tensor) throws(TorchError) -> Tensor {
    try a.unary(CTORCH_NEGATE)
  }

  func unary(_ function: ctorch_unary) throws(TorchError) -> Tensor {
    try runtime.tensor { runtime.functions.pointee.unary(function, handle, $0, $1, $2) }
  }

  private func binary(_ function: ctorch_binary, _ other: Tensor) throws(TorchError) -> Tensor {
    try runtime.tensor {
      runtime.functions.pointee.binary(function, handle, other.handle, $0, $1, $2)
    }
  }

  func scalar(_ function: ctorch_scalar, _ number: Double) throws(TorchError) -> Tensor {
    try runtime.tensor { runtime.functions.pointee.scalar(function, handle, number, $0, $1, $2) }
  }
}
