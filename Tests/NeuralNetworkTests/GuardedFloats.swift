import Foundation

/// Numbers that end where a page begins that may not be touched: a kernel that reads or writes one
/// too many is killed on the spot. A canary ahead of them tells of writes on the other side.
final class GuardedFloats {
  let numbers: UnsafeMutableBufferPointer<Float>
  private let region: UnsafeMutableRawPointer
  private let regionSize: Int
  private static let canary: UInt32 = 0xdead_beef

  init(_ values: [Float]) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let bytes = (values.count + 1) * 4
    let usable = (bytes + page - 1) / page * page
    regionSize = usable + page
    guard
      let mapped = mmap(
        nil, regionSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      mapped != MAP_FAILED, mprotect(mapped + usable, page, PROT_NONE) == 0
    else { preconditionFailure("no memory for a guarded buffer") }
    region = mapped
    let start = (mapped + usable - values.count * 4).assumingMemoryBound(to: Float.self)
    start[-1] = Float(bitPattern: Self.canary)
    numbers = UnsafeMutableBufferPointer(start: start, count: values.count)
    _ = numbers.update(from: values)
  }

  convenience init(count: Int) { self.init([Float](repeating: .nan, count: count)) }

  deinit { munmap(region, regionSize) }

  var pointer: UnsafeMutablePointer<Float> { numbers.baseAddress.unsafelyUnwrapped }
  var values: [Float] { [Float](numbers) }
  var canaryIsAlive: Bool { pointer[-1].bitPattern == Self.canary }
}
