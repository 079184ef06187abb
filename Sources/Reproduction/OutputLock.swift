import Files
import Foundation

/// Keeps two runs out of one output folder, where each would replace the other's files.
///
/// The lock is the folder's own and ends with the process, however it ends, so that nothing is left
/// behind that somebody would have to remove.
final class OutputLock {
  private let descriptor: Int32

  /// - Throws: `ReproductionError` with the code `occupied` where another run works in the folder.
  init(_ folder: String) throws(ReproductionError) {
    descriptor = FileDescriptor.open(folder, O_RDONLY)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else {
      // Not every file system has locks: there the folder is used without one.
      return
    }
    _ = FileDescriptor.close(descriptor)
    throw ReproductionError(
      .occupied,
      "Another run is working in \(folder): wait for its end, or name another folder with --output."
    )
  }

  deinit {
    if descriptor >= 0 { _ = FileDescriptor.close(descriptor) }
  }
}
