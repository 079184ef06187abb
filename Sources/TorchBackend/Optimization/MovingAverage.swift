import CTorch

/// The exponential moving average of tensors (EMA): often better than the last step's weights.
public final class MovingAverage {
  /// The averages, in the order of what they follow.
  public let tensors: [Tensor]
  /// How much of the average stays at each update: 0..<1, such as .999.
  public var decay: Double
  private let followed: [Tensor]

  /// Starts from the tensors' present numbers. Batch norm's running statistics belong in the list
  /// too.
  public init(of followed: [Tensor], decay: Double) throws(TorchError) {
    self.followed = followed
    self.decay = decay
    var copies: [Tensor] = []
    for tensor in followed {
      let copy = try tensor.zeros()
      try copy.assign(tensor)
      copies.append(copy)
    }
    tensors = copies
  }

  /// average = decay * average + (1 - decay) * tensor.
  public func update() throws(TorchError) {
    guard let runtime = tensors.first?.runtime else { return }
    try runtime.call { text, capacity in
      tensors.withHandles { averages, count in
        followed.withHandles { sources, _ in
          runtime.functions.pointee.interpolate(
            averages, sources, count, 1 - decay, text, capacity)
        }
      }
    }
  }

  /// Exchanges averages and tensors: call it before scoring or exporting, and again behind it.
  public func exchange() throws(TorchError) {
    guard let runtime = tensors.first?.runtime else { return }
    try runtime.call { text, capacity in
      tensors.withHandles { averages, count in
        followed.withHandles { others, _ in
          runtime.functions.pointee.exchange(averages, others, count, text, capacity)
        }
      }
    }
  }
}
