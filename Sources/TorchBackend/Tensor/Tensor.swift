import CTorch

/// Numbers of libtorch: fp32, of any shape, on the CPU or a GPU, and part of the graph that
/// `backward` goes through.
///
/// A handle: the numbers are freed when the last one that knows them goes. To be used by one thread
/// at a time.
public final class Tensor {
  let handle: OpaquePointer
  public let runtime: TorchRuntime

  init(handle: OpaquePointer, runtime: TorchRuntime) {
    self.handle = handle
    self.runtime = runtime
  }

  deinit { runtime.functions.pointee.free(handle) }

  /// A copy of `floats`, rows first; `shape` is empty for a single number.
  ///
  /// - Throws: `TorchError` where the shape has another count, libtorch is absent, or the device
  ///   is.
  public convenience init(
    _ floats: [Float], shape: [Int], device: TorchDevice = .cpu
  ) throws(TorchError) {
    let runtime = try TorchRuntime.load()
    try runtime.requireDevice(device)
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == floats.count else {
      throw TorchError(.failed, "\(floats.count) numbers do not fill a tensor of shape \(shape)")
    }
    let lengths = shape.map(Int64.init)
    let handle = try runtime.handle { out, text, capacity in
      floats.withUnsafeBufferPointer { floats in
        // libtorch reads nothing where there is nothing, but wants an address.
        var none: Float = 0
        return withUnsafePointer(to: &none) { place in
          runtime.functions.pointee.from_floats(
            floats.baseAddress ?? place, lengths, lengths.count, device.index, out, text, capacity)
        }
      }
    }
    self.init(handle: handle, runtime: runtime)
  }

  /// Images in the engine's order (N x H x W x C), as libtorch's [N, C, H, W] in the memory format
  /// 'channels last'.
  ///
  /// On the CPU nothing is copied: the memory must stay as it is until the tensor and every graph
  /// that it is part of are gone, so until `backward` is done. On a GPU it is copied.
  ///
  /// - Throws: `TorchError` where `rows` has another count.
  public convenience init(
    borrowingRows rows: UnsafeBufferPointer<Float>, batch: Int, height: Int, width: Int,
    channels: Int, device: TorchDevice = .cpu
  ) throws(TorchError) {
    let runtime = try TorchRuntime.load()
    try runtime.requireDevice(device)
    let lengths = [batch, height, width, channels]
    guard let start = rows.baseAddress, lengths.allSatisfy({ $0 > 0 }),
      lengths.reduce(1, *) == rows.count
    else {
      throw TorchError(.failed, "\(rows.count) numbers do not fill images of shape \(lengths)")
    }
    let handle = try runtime.handle {
      runtime.functions.pointee.from_rows(
        start, Int64(batch), Int64(height), Int64(width), Int64(channels), device.index, $0, $1, $2)
    }
    self.init(handle: handle, runtime: runtime)
  }

  /// Lengths of the dimensions; empty for a single number.
  public var shape: [Int] {
    let functions = runtime.functions
    return (0..<functions.pointee.rank(handle)).map {
      Int(functions.pointee.length(handle, $0))
    }
  }

  /// The count of numbers.
  public var count: Int { shape.reduce(1, *) }

  public var device: TorchDevice { TorchDevice(index: runtime.functions.pointee.device(handle)) }

  /// All numbers, rows first, whatever their order in memory.
  public func floats() throws(TorchError) -> [Float] {
    let count = count
    var floats = [Float](repeating: 0, count: count)
    try runtime.call { text, capacity in
      floats.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return CTORCH_OK }
        return runtime.functions.pointee.read(handle, start, count, text, capacity)
      }
    }
    return floats
  }

  /// The only number.
  ///
  /// - Throws: `TorchError` where there are more, or none.
  public func item() throws(TorchError) -> Double {
    let found = try floats()
    guard found.count == 1 else {
      throw TorchError(.failed, "a tensor of shape \(shape) is not a single number")
    }
    return Double(found[0])
  }
}
