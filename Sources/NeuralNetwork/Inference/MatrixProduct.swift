import CKernels

/// Dense matrix products on the engine's kernels, for the trainer.
package enum MatrixProduct {
  /// c = a * b, or c += a * b where `accumulate` is set. All matrices are row-major and dense.
  ///
  /// Every value is summed in the order of `depth`, so it does not depend on `rows` or `columns`.
  ///
  /// - Parameters:
  ///   - a: `rows` x `depth`
  ///   - b: `depth` x `columns`
  ///   - c: `rows` x `columns`; must not overlap `a`
  package static func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>,
    rows: Int, depth: Int, columns: Int, accumulate: Bool = false,
    instructionSet: InstructionSet = .best
  ) {
    guard rows > 0, columns > 0 else { return }
    guard
      let kernels = lentigo_kernels_for(instructionSet.rawValue)
        ?? lentigo_kernels_for(InstructionSet.scalar.rawValue)
    else { return }
    let panels = PackedWeights(count: lentigo_packed_matrix_count(kernels, depth, columns))
    lentigo_pack_matrix(kernels, b, columns, nil, depth, columns, panels.base)
    var product = lentigo_matrix(
      input: a, panels: panels.base, residual: accumulate ? UnsafePointer(c) : nil, output: c,
      rows: rows, depth: depth, columns: columns, input_stride: depth, residual_stride: columns,
      output_stride: columns, activation: Activation.none.rawValue, ahead: 0)
    kernels.pointee.matrix(&product)
  }

  /// `multiply` on arrays; their counts must be those of the matrices.
  package static func multiply(
    _ a: [Float], _ b: [Float], into c: inout [Float], rows: Int, depth: Int, columns: Int,
    accumulate: Bool = false, instructionSet: InstructionSet = .best
  ) {
    precondition(
      a.count == rows * depth && b.count == depth * columns && c.count == rows * columns,
      "the arrays do not have the counts of the matrices")
    c.withUnsafeMutableBufferPointer { c in
      guard let target = c.baseAddress else { return }
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          // Empty arrays have no address; where depth is 0 the kernel reads neither.
          let start = UnsafePointer(target)
          multiply(
            a.baseAddress ?? start, b.baseAddress ?? start, into: target, rows: rows, depth: depth,
            columns: columns, accumulate: accumulate, instructionSet: instructionSet)
        }
      }
    }
  }
}
