import CKernels

/// The C functions that resize, normalise and warp, for one kind of processor; all give the same bits.
///
/// Unchecked because the compiler cannot see that the table is a constant of the program.
package struct ImageKernels: @unchecked Sendable {
  let table: UnsafePointer<lentigo_image_kernels>

  /// The fastest that can run here.
  package static var best: ImageKernels { ImageKernels(table: lentigo_best_image_kernels()) }

  /// All that can run here, for tests and benchmarks; some may be the same.
  package static var available: [ImageKernels] {
    var all: [ImageKernels] = []
    for set in Int32(LENTIGO_SCALAR)...Int32(LENTIGO_WASM) {
      if let table = lentigo_image_kernels_for(set) { all.append(ImageKernels(table: table)) }
    }
    return all
  }

  /// Whether warps have a kernel here; they are made by `AffineWarp` itself where not.
  package var warps: Bool { table.pointee.warp_row != nil }

  /// `pixel * scale + offset` for `count` pixels of interleaved RGB, as `RGBImage.normalize` writes it.
  package func normalize(
    _ pixels: UnsafePointer<UInt8>, count: Int, scale: SIMD3<Float>, offset: SIMD3<Float>,
    reversesChannels: Bool, into target: UnsafeMutablePointer<Float>
  ) {
    normalize(
      pixels, count: count,
      RowNormalization(scale: scale, offset: offset, reversesChannels: reversesChannels),
      into: target)
  }

  /// As above.
  func normalize(
    _ pixels: UnsafePointer<UInt8>, count: Int, _ normalization: RowNormalization,
    into target: UnsafeMutablePointer<Float>
  ) {
    // The first three lanes lie in a row, as C wants them.
    withUnsafeBytes(of: normalization.scale) { scale in
      withUnsafeBytes(of: normalization.offset) { offset in
        guard let scale = scale.baseAddress, let offset = offset.baseAddress else { return }
        table.pointee.normalize(
          pixels, count, scale.assumingMemoryBound(to: Float.self),
          offset.assumingMemoryBound(to: Float.self), normalization.reversesChannels ? 1 : 0,
          target)
      }
    }
  }
}

/// What becomes of pixels on their way into the network (see `RGBImage.normalize`).
struct RowNormalization {
  let scale: SIMD3<Float>
  let offset: SIMD3<Float>
  let reversesChannels: Bool
}
