import NeuralNetwork

extension TrainableNetwork {
  /// Computes a classifier.
  ///
  /// - Parameters:
  ///   - images: [N, 3, H, W] as `Tensor(borrowingRows:)` makes them, already normalised; H and W
  ///     as the network's input.
  ///   - normalization: Whose statistics batch norm uses.
  ///   - dropout: Which pooled features and hidden units are left out in this pass; nil for none.
  /// - Throws: `TorchError` where the network has no head, or the images' shape does not fit.
  public func forward(
    _ images: Tensor, normalization: Normalization, dropout: Dropout? = nil
  ) throws(TorchError) -> NetworkOutput {
    let taps = try run(images, normalization: normalization, dropout: dropout)
    guard let hidden = taps.hidden, let maps = taps.maps, taps.last.shape.last == 1 else {
      throw TorchError(.failed, "a backbone without the classifier's head has no logits")
    }
    let count = images.shape.first ?? 0
    return NetworkOutput(
      logits: try taps.last.asFloat().reshaped([count]), hidden: try hidden.asFloat(),
      pooled: try maps.asFloat().spatialMean())
  }

  /// Computes whatever the network puts out: [N, C, H, W] for a backbone, [N, K] behind flattening.
  public func features(
    _ images: Tensor, normalization: Normalization
  ) throws(TorchError) -> Tensor {
    try run(images, normalization: normalization, dropout: nil).last.asFloat()
  }

  private struct Taps {
    var last: Tensor
    /// The hidden units, where there is a dense layer with a function behind it.
    var hidden: Tensor?
    /// What the last layer in front of the head puts out.
    var maps: Tensor?
  }

  private func run(
    _ images: Tensor, normalization: Normalization, dropout: Dropout?
  ) throws(TorchError) -> Taps {
    let shape = network.inputShape
    guard images.shape.dropFirst() == [3, shape.height, shape.width], images.shape[0] > 0 else {
      throw TorchError(
        .failed,
        "images of shape \(images.shape) do not fit the network: expected "
          + "[N, 3, \(shape.height), \(shape.width)]")
    }
    return try runtime.withAutocast(on: device, isEnabled: usesBFloat16) {
      () throws(TorchError) -> Taps in
      var pass = ForwardPass(
        runtime: runtime, usesBatchStatistics: normalization == .batchStatistics,
        firstLearningBlock: frozenBlocks, momentum: batchNormMomentum,
        group: sharesStatistics ? processGroup : nil, dropout: dropout)
      return try runSteps(images, &pass)
    }
  }

  private func runSteps(_ images: Tensor, _ pass: inout ForwardPass) throws(TorchError) -> Taps {
    var taps = Taps(last: images)
    // Outputs that a later sum reads; gone once read, so that scoring holds no more than it needs.
    var kept: [Int: Tensor] = [Layer.image: images]
    for (index, step) in steps.enumerated() {
      if step.layer.input != index - 1 {
        guard let input = kept[step.layer.input] else {
          throw TorchError(.failed, "layer \(index) reads what is gone")
        }
        taps.last = input
      }
      let isPooling = if case .maxPooling = step.layer.operation { true } else { false }
      if isPooling, step.isHead { taps.maps = taps.last }
      taps.last = try pass.apply(step, to: taps.last, kept: kept)
      if case .dense = step.layer.operation, step.layer.activation != .none {
        taps.hidden = taps.last
        taps.last = try pass.dropOut(taps.last)
      }
      if case .flatten = step.layer.operation { taps.last = try pass.dropOut(taps.last) }
      for read in step.lastReads { kept[read] = nil }
      if step.isReadLater { kept[index] = taps.last }
    }
    return taps
  }
}
