import CKernels

/// All weights of a plan in one block of memory, in the order of execution.
final class PackedWeights: Sendable {
  /// Written while the plan is made, only read afterwards.
  nonisolated(unsafe) let base: UnsafeMutablePointer<Float>
  let count: Int

  /// Takes memory for `count` floats, at a multiple of the 64 bytes of a cache line.
  init(count: Int) {
    self.count = count
    base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
