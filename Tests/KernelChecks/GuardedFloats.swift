import CMachine

/// Numbers that end where a page begins that may not be touched: a kernel that reads or writes one
/// too many is killed on the spot. A canary ahead of them tells of writes on the other side.
package final class GuardedFloats {
  package let numbers: UnsafeMutableBufferPointer<Float>
  private static let canary: UInt32 = 0xdead_beef

  package init(_ values: [Float]) {
    guard let memory = machine_guarded_allocate((values.count + 1) * 4) else {
      preconditionFailure("no memory for a guarded buffer")
    }
    let start = memory.assumingMemoryBound(to: Float.self) + 1
    start[-1] = Float(bitPattern: Self.canary)
    numbers = UnsafeMutableBufferPointer(start: start, count: values.count)
    _ = numbers.update(from: values)
  }

  package convenience init(count: Int) { self.init([Float](repeating: .nan, count: count)) }

  deinit { machine_guarded_free(pointer - 1, (numbers.count + 1) * 4) }

  package var pointer: UnsafeMutablePointer<Float> { numbers.baseAddress.unsafelyUnwrapped }
  package var values: [Float] { [Float](numbers) }
  package var canaryIsAlive: Bool { pointer[-1].bitPattern == Self.canary }
}
