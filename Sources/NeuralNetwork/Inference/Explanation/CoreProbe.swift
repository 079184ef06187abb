#if !arch(wasm32)
  import CKernels

  /// What one core can do at most, for comparison with what a kernel does: to be timed by the caller,
  /// who has a clock.
  public enum CoreProbe {
    /// Floats of a block that second-level caches hold and first-level caches do not: 256 KiB.
    public static var nearCount: Int { 64 << 10 }

    /// Multiplies and adds in as many independent sums as there are registers, nothing but that.
    ///
    /// - Parameter rounds: How often; a million take some milliseconds.
    /// - Returns: Multiplications done, each with its addition. The scalar reference counts as the
    ///   processor's baseline vectors, which compilers may use for it.
    public static func multiplyAdds(_ instructionSet: InstructionSet, rounds: Int) -> Int {
      lentigo_probe_multiply(instructionSet.rawValue, rounds)
    }

    /// Reads a block of memory in order, `times` over.
    ///
    /// - Returns: The sum of what was read, so that nothing is left out.
    public static func read(
      _ block: [Float], times: Int, _ instructionSet: InstructionSet
    ) -> Float {
      block.withUnsafeBufferPointer { block in
        guard let start = block.baseAddress else { return 0 }
        return lentigo_probe_read(instructionSet.rawValue, start, block.count, times)
      }
    }
  }
#endif
