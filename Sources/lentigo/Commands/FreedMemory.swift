import Foundation

/// What becomes of memory that is no longer needed.
enum FreedMemory {
  /// Blocks from this size on go back to the system, in bytes: larger than what judging an ordinary JPEG
  /// takes, for which the system would have to be asked anew each time.
  private static let largeBlock: Int32 = 2 << 20
  /// `M_MMAP_THRESHOLD`.
  private static let thresholdOption: Int32 = -3

  /// Has large blocks go back to the system as soon as they are given back. Left alone, glibc keeps ever
  /// larger ones the more of them were used, so that a server that once had many large pictures to judge
  /// would hold their memory for ever.
  static func returnLargeBlocks() {
    #if canImport(Glibc)
      // Swift's Glibc leaves out malloc.h. Another C library under that name has no such function.
      typealias SetOption = @convention(c) (_ option: Int32, _ value: Int32) -> Int32
      guard let symbol = dlsym(nil, "mallopt") else { return }
      _ = unsafeBitCast(symbol, to: SetOption.self)(thresholdOption, largeBlock)
    #endif
  }
}
