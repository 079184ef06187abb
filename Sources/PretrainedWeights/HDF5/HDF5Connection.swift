import CHDF5Reader
import Foundation

/// An HDF5 file that is read in a process of its own, because the library dies of some files.
final class HDF5Connection {
  private let child: pid_t
  private let socket: Int32
  /// After a failure nobody knows where in its answers the child is: it is asked nothing any more.
  private var isBroken = false

  /// Starts reading the file at `path`; what is wrong with it shows at the first question.
  init(path: String) throws(HDF5Problem) {
    var socket: Int32 = -1
    child = hdf5_reader_start(path, &socket)
    self.socket = socket
    guard child > 0 else {
      throw HDF5Problem(
        .refused, "no process for it can be started: \(String(cString: strerror(-child)))")
    }
  }

  deinit {
    if child > 0 { _ = hdf5_reader_stop(child, socket) }
  }

  /// An answer's status, `HDF5_OK`, `HDF5_ABSENT` or `HDF5_VARIABLE`, and its bytes.
  typealias Answer = (status: Int, bytes: [UInt8])

  /// Asks about the object at `path` and waits for the answer.
  ///
  /// - Parameter maximumCount: longer answers are refused, in bytes.
  /// - Throws: where the file is damaged or refused, and where reading it ends the process.
  func ask(
    _ operation: Int, path: String, name: String = "", count: Int = 0, maximumCount: Int = 16 << 20
  ) throws(HDF5Problem) -> Answer {
    let (pathBytes, nameBytes) = (Array(path.utf8), Array(name.utf8))
    guard pathBytes.count <= HDF5_MAXIMUM_PATH, nameBytes.count <= HDF5_MAXIMUM_NAME,
      !pathBytes.contains(0), !nameBytes.contains(0)
    else { throw HDF5Problem(.refused, "a name in it is longer than weights need") }
    try check(isBroken ? -EPIPE : 0, path)
    var request = hdf5_request(
      operation: UInt32(operation), path_length: UInt32(pathBytes.count),
      name_length: UInt32(nameBytes.count), unused: 0, count: UInt64(count))
    let text = pathBytes + nameBytes
    var status = hdf5_reader_send(socket, &request, MemoryLayout<hdf5_request>.size)
    if status == 0 { status = hdf5_reader_send(socket, text, text.count) }
    var head = hdf5_answer()
    if status == 0 { status = receive(&head, MemoryLayout<hdf5_answer>.size) }
    try check(status, path)
    guard head.length <= UInt64(maximumCount) else {
      isBroken = true
      throw HDF5Problem(.refused, "'\(path)' is larger than weights need")
    }
    let length = Int(head.length)
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
      if length > 0 { status = receive(buffer.baseAddress, length) }
      initialized = status == 0 ? length : 0
    }
    try check(status, path)
    // A child whose memory the library wrote over may answer anything.
    switch Int(exactly: head.status) {
    case HDF5_DAMAGED: throw problem(.damaged, path, bytes)
    case HDF5_REFUSED: throw problem(.refused, path, bytes)
    case HDF5_OK: return (HDF5_OK, bytes)
    case HDF5_ABSENT: return (HDF5_ABSENT, bytes)
    case HDF5_VARIABLE: return (HDF5_VARIABLE, bytes)
    default:
      isBroken = true
      throw HDF5Problem(.damaged, "the HDF5 library fails on '\(path)'")
    }
  }

  private func receive(_ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int32 {
    hdf5_reader_receive(socket, bytes, count, HDF5Limits.seconds)
  }

  private func check(_ status: Int32, _ path: String) throws(HDF5Problem) {
    let place = path.isEmpty ? "it" : "'\(path)'"
    if status == 0 { return }
    isBroken = true
    switch -status {
    case ETIMEDOUT: throw HDF5Problem(.refused, "reading \(place) takes too long")
    default: throw HDF5Problem(.damaged, "the HDF5 library fails on \(place)")
    }
  }

  private func problem(_ kind: HDF5Problem.Kind, _ path: String, _ reason: [UInt8]) -> HDF5Problem {
    let text = String(decoding: reason.prefix(1000), as: UTF8.self)
    return HDF5Problem(kind, path.isEmpty ? text : "'\(path.prefix(200))': \(text)")
  }
}
