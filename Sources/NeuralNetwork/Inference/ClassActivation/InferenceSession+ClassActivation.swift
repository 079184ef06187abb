import CKernels

extension InferenceSession {
  /// Where the logit of the last run came from.
  ///
  /// Computed from what `run` left in the session's memory: the input of the run may be overwritten
  /// meanwhile, but no other run may lie in between. Sums are taken in one order on every platform, so
  /// that maps differ no more than features do.
  ///
  /// - Returns: nil where the network is no classifier or its head is computed in less than 32-bit
  ///   floats, and where the logit is not a finite number.
  public func classActivationMap() -> ClassActivationMap? {
    guard let head = plan.built.head, self.output[0].isFinite else { return nil }
    // Behind the bias the weight of each hidden unit, or 0 where it is not active.
    var output = products(head.outputWeights, rows: head.hiddenCount, columns: 1, factors: [1])
    for unit in 0..<head.hiddenCount where !(arena[head.hidden + unit] > 0) {
      output[1 + unit] = 0
    }
    let gradient = output.withUnsafeBufferPointer { output in
      products(
        head.hiddenWeights, rows: head.pooledShape.count, columns: head.hiddenCount,
        factors: output.baseAddress.map { $0 + 1 })
    }

    let (features, pooled) = (arena + head.features, arena + head.pooled)
    var values = [Float](repeating: 0, count: head.featureShape.pixels)
    for index in 0..<head.pooledShape.count {
      if let place = head.place(ofPooled: index, value: pooled[index], in: features) {
        values[place] += gradient[1 + index] * pooled[index]
      }
    }
    return ClassActivationMap(
      width: head.featureShape.width, height: head.featureShape.height, values: values,
      bias: output[0] + gradient[0])
  }

  /// The bias and then each row of a dense layer's weights, times the factors of its outputs.
  @inline(never)
  private func products(
    _ weights: Int, rows: Int, columns: Int, factors: UnsafePointer<Float>?
  ) -> [Float] {
    var products = [Float](repeating: 0, count: 1 + rows)
    if let factors {
      lentigo_packed_products(
        plan.kernels, plan.built.weights.base + weights, rows, columns, factors, &products)
    }
    return products
  }
}

extension ClassifierHead {
  /// The place of the feature map that a pooled value came from; nil where none has it, since it is no
  /// number.
  fileprivate func place(
    ofPooled index: Int, value: Float, in features: UnsafePointer<Float>
  ) -> Int? {
    let channels = featureShape.channels
    let (row, column) = (index / channels).quotientAndRemainder(dividingBy: pooledShape.width)
    for y in (Head.window * row)..<(Head.window * (row + 1)) {
      for x in (Head.window * column)..<(Head.window * (column + 1)) {
        let place = y * featureShape.width + x
        if features[place * channels + index % channels] == value { return place }
      }
    }
    return nil
  }
}
