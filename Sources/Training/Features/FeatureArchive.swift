import Files
import Foundation
import Synchronization

/// Features of a frozen backbone on disk, so that trainings that look at the same pictures through
/// the same backbone compute them once.
///
/// It only ever saves time: a file that is missing, damaged or of another stream is as good as none,
/// and a disk that takes no more files leaves the rest to be computed again.
public final class FeatureArchive: Sendable {
  /// The folder of the files; made when the first is written.
  public let directory: String
  /// Bytes that the files may take together.
  public let diskBudget: Int
  /// Rows of a file, about.
  let rowsInBlock: Int
  /// Bytes taken; nil until somebody asked.
  private let used = Mutex<Int?>(nil)
  private let reads = Atomic(0)
  private let refusals = Atomic(0)

  /// - Parameters:
  ///   - diskBudget: 2 GiB hold 100,000 rows of MobileNetV3-Small.
  ///   - rowsInBlock: few enough that little is lost when a training is killed, and enough to spare
  ///     the disk thousands of files.
  public init(directory: String, diskBudget: Int = 2 << 30, rowsInBlock: Int = 128) {
    self.directory = directory
    self.diskBudget = diskBudget
    self.rowsInBlock = max(1, rowsInBlock)
  }

  /// Files whose rows were taken instead of being computed.
  package var readCount: Int { reads.load(ordering: .relaxed) }

  /// Whether no block has been refused yet, for want of room or of a disk that works.
  var acceptsMore: Bool { refusals.load(ordering: .relaxed) == 0 }

  /// Whether there is a file for the block; it may still turn out to be damaged.
  func has(_ block: FeatureBlock) -> Bool { access(path(of: block), R_OK) == 0 }

  /// The block's rows; nil where there are none, or damaged ones, which are removed.
  func rows(of block: FeatureBlock) -> [Float]? {
    guard let bytes = try? FileBytes.read(path(of: block), maximumCount: block.byteCount) else {
      return nil
    }
    if let rows = block.rows(in: bytes) {
      reads.add(1, ordering: .relaxed)
      return rows
    }
    if unlink(path(of: block)) == 0 { used.withLock { $0 = nil } }
    return nil
  }

  /// Copies one row of a block that was read or kept before; false where its file has gone.
  func copyRow(
    _ row: Int, of block: FeatureBlock, to target: UnsafeMutablePointer<Float>
  ) -> Bool {
    let descriptor = FileDescriptor.open(path(of: block), O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { _ = FileDescriptor.close(descriptor) }
    let length = block.rowLength * MemoryLayout<Float>.stride
    return FileDescriptor.read(
      descriptor, into: UnsafeMutableRawBufferPointer(start: target, count: length),
      at: FeatureBlock.headerByteCount + row * length) == 0
  }

  /// Keeps a block's rows; returns whether they are on the disk.
  @discardableResult
  func keep(_ rows: UnsafeBufferPointer<Float>, as block: FeatureBlock) -> Bool {
    guard usedByteCount + block.byteCount <= diskBudget else { return refuse() }
    mkdir(directory, 0o777)
    do {
      try AtomicFile.write(block.serialized(rows), to: path(of: block))
    } catch {
      return refuse()
    }
    used.withLock { $0 = $0.map { $0 + block.byteCount } }
    return true
  }

  private func refuse() -> Bool {
    refusals.add(1, ordering: .relaxed)
    return false
  }

  /// Removes every file, and the folder where nothing else is in it.
  public func remove() {
    for name in names { unlink(directory + "/" + name) }
    rmdir(directory)
    used.withLock { $0 = nil }
    refusals.store(0, ordering: .relaxed)
  }

  /// Bytes that the files take.
  public var usedByteCount: Int {
    used.withLock { used in
      if let used { return used }
      let sum = names.reduce(0) { sum, name in
        var information = stat()
        return stat(directory + "/" + name, &information) == 0
          ? sum + Int(information.st_size) : sum
      }
      used = sum
      return sum
    }
  }

  private var names: [String] {
    ((try? DirectoryListing.entries(in: directory)) ?? []).filter { $0.hasSuffix(".features") }
  }

  private func path(of block: FeatureBlock) -> String { directory + "/" + block.name }
}
