import Files
import Foundation
import Synchronization

/// Equal slots of bytes: as many as the budget holds in memory, the others in a temporary file that
/// has no name and so vanishes with the process.
///
/// Unchecked because the compiler cannot see that each slot is written by one thread, before anyone
/// reads it: `ImageStore.load` hands the storage on only after every writer is done.
final class PixelStorage: @unchecked Sendable {
  let slotByteCount: Int
  /// Slots below this index lie in memory.
  let memorySlotCount: Int
  private let memory: UnsafeMutableRawBufferPointer
  /// Negative where every slot fits into memory.
  private let descriptor: Int32
  private let directory: String
  private let readBuffers = Mutex<[ReadBuffer]>([])

  /// Where one slot of the file is read to.
  private struct ReadBuffer: @unchecked Sendable {
    let bytes: UnsafeMutableRawBufferPointer
  }

  /// - Parameters:
  ///   - slotCount: how many slots there are.
  ///   - slotByteCount: size of each, at least 1.
  ///   - memoryBudget: bytes in memory at most.
  ///   - directory: where the temporary file goes when it is needed.
  /// - Throws: `spillFailed` where the disk has no room for the slots beyond the budget.
  init(
    slotCount: Int, slotByteCount: Int, memoryBudget: Int, directory: String
  ) throws(DatasetError) {
    self.slotByteCount = slotByteCount
    self.directory = directory
    memorySlotCount = min(slotCount, max(0, memoryBudget) / slotByteCount)
    let spilledByteCount = (slotCount - memorySlotCount) * slotByteCount
    var opened: Int32 = -1
    if spilledByteCount > 0 {
      opened = Self.openTemporary(in: directory)
      var status = min(opened, 0)
      if opened >= 0 { status = Self.reserve(opened, byteCount: spilledByteCount) }
      if status != 0 {
        if opened >= 0 { _ = FileDescriptor.close(opened) }
        throw Self.spillFailed(status, directory: directory, byteCount: spilledByteCount)
      }
    }
    descriptor = opened
    // Untouched pages take no memory, so slots of broken images cost nothing.
    memory = .allocate(byteCount: memorySlotCount * slotByteCount, alignment: 64)
  }

  deinit {
    memory.deallocate()
    for buffer in readBuffers.withLock({ $0 }) { buffer.bytes.deallocate() }
    if descriptor >= 0 { _ = FileDescriptor.close(descriptor) }
  }

  /// Fills a slot. Each slot may be written once, by any thread.
  func write(_ bytes: UnsafeRawBufferPointer, to slot: Int) throws(DatasetError) {
    precondition(bytes.count == slotByteCount, "a slot is written whole")
    if slot < memorySlotCount {
      slotInMemory(slot).copyMemory(from: bytes)
      return
    }
    let status = FileDescriptor.write(descriptor, bytes, at: offset(of: slot))
    if status != 0 {
      throw Self.spillFailed(status, directory: directory, byteCount: slotByteCount)
    }
  }

  /// Lends the bytes of a slot to `body`, straight from memory or through a buffer that is used
  /// again: there are never more buffers than threads reading at once.
  func withBytes<Result>(
    of slot: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(DatasetError) -> Result {
    if slot < memorySlotCount {
      return body(UnsafeBufferPointer(slotInMemory(slot).assumingMemoryBound(to: UInt8.self)))
    }
    let buffer =
      readBuffers.withLock { $0.popLast() }
      ?? ReadBuffer(bytes: .allocate(byteCount: slotByteCount, alignment: 64))
    defer { readBuffers.withLock { $0.append(buffer) } }
    let status = FileDescriptor.read(descriptor, into: buffer.bytes, at: offset(of: slot))
    if status != 0 {
      let cause = FileError(action: .read, path: directory, systemError: -status)
      throw DatasetError(
        code: .spillFailed, message: "The temporary file for pixels: \(cause)", path: directory,
        cause: cause)
    }
    return body(UnsafeBufferPointer(buffer.bytes.assumingMemoryBound(to: UInt8.self)))
  }

  private func slotInMemory(_ slot: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(
      rebasing: memory[(slot * slotByteCount)..<((slot + 1) * slotByteCount)])
  }

  private func offset(of slot: Int) -> Int { (slot - memorySlotCount) * slotByteCount }

  private static func openTemporary(in directory: String) -> Int32 {
    let unnamed = FileDescriptor.openUnnamed(in: directory)
    if unnamed >= 0 { return unnamed }
    let path = directory + "/lentigo-\(UInt64.random(in: .min ... .max)).pixels"
    let descriptor = FileDescriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    if descriptor >= 0 { unlink(path) }
    return descriptor
  }

  /// Claims the room at once, so that a full disk shows before minutes of decoding.
  private static func reserve(_ descriptor: Int32, byteCount: Int) -> Int32 {
    #if os(Linux) || os(Android)
      while true {
        let error = posix_fallocate(descriptor, 0, off_t(byteCount))
        if error == EINTR { continue }
        return -error
      }
    #else
      return ftruncate(descriptor, off_t(byteCount)) == 0 ? 0 : -errno
    #endif
  }

  private static func spillFailed(
    _ status: Int32, directory: String, byteCount: Int
  ) -> DatasetError {
    let cause = FileError(action: .write, path: directory, systemError: -status)
    let size = String(format: "%.1f", Double(byteCount) / 1_000_000)
    return DatasetError(
      code: .spillFailed,
      message: "The pixels beyond the memory budget (\(size) MB) go to a temporary file, but: "
        + "\(cause) Set TMPDIR to a folder with room, or raise the memory budget.",
      path: directory, cause: cause)
  }
}
