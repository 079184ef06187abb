/// Finds a place for every buffer of a plan in one block of memory, so that buffers that are never
/// alive together share their bytes.
struct ArenaPlanner {
  /// A buffer and the steps during which it must keep its values.
  private struct Buffer {
    let count: Int
    let first: Int
    var last: Int
    var offset = 0

    func isAlive(with other: Buffer) -> Bool { first <= other.last && other.first <= last }
  }

  private var buffers: [Buffer] = []
  /// Floats in a cache line: no two buffers share one.
  private static var alignment: Int { 16 }

  /// Adds a buffer of `count` floats that is written by step `step`; returns its number.
  mutating func add(count: Int, step: Int) -> Int {
    let aligned = (count + Self.alignment - 1) / Self.alignment * Self.alignment
    buffers.append(Buffer(count: aligned, first: step, last: step))
    return buffers.count - 1
  }

  /// Keeps a buffer alive through step `step`.
  @inline(never)
  mutating func extend(_ buffer: Int, to step: Int) {
    buffers[buffer].last = max(buffers[buffer].last, step)
  }

  /// The offset of a buffer in floats, once `place` has run.
  func offset(of buffer: Int) -> Int { buffers[buffer].offset }

  /// Places all buffers; returns the floats that they need together.
  ///
  /// Largest first, each at the lowest offset where it meets no buffer alive at the same time.
  mutating func place() -> Int {
    var placed: [Int] = []
    var total = 0
    for index in IndexOrder.of(buffers.map { -$0.count }) {
      let buffer = buffers[index]
      var offset = 0
      var isFree = false
      while !isFree {
        isFree = true
        for other in placed where buffers[other].isAlive(with: buffer) {
          let end = buffers[other].offset + buffers[other].count
          // Anywhere before its end the buffer would still meet the other one.
          if buffers[other].offset < offset + buffer.count && offset < end {
            offset = end
            isFree = false
          }
        }
      }
      buffers[index].offset = offset
      total = max(total, offset + buffer.count)
      placed.append(index)
    }
    return total
  }
}
