import Files
import Foundation
import Hummingbird
import ImageCodec
import Logging

/// The web app's files by the path that they are asked for by.
///
/// All of them are read once, before the server listens. A request is looked up in a table, so that no
/// path, however it is written, leads to a file that was not in the app's folder then.
package struct AppFiles: Sendable {
  private let files: [String: AppFile]

  private static let mostFiles = 2000
  private static let mostBytes = 256 << 20

  /// No app.
  init() {
    files = [:]
  }

  /// Reads a folder with all that lies below it.
  ///
  /// Left out are hidden files, and links, which may lead out of the folder. `name.gz` beside `name` is
  /// not a file of its own but what those get who take it compressed; it is left out, with a warning,
  /// where it holds something else than `name`.
  ///
  /// - Throws: `ServerError` where the folder cannot be read, has no `index.html`, or holds more than an
  ///   app does.
  package init(folder: String, logger: Logger) throws(ServerError) {
    var contents: [String: [UInt8]] = [:]
    do throws(FileError) {
      try Self.read(folder, as: "/", into: &contents)
    } catch {
      throw ServerError(.badApp, error.code == .tooLarge ? Self.tooMuch(folder) : "\(error)")
    }
    guard contents["/index.html"] != nil else {
      throw ServerError(
        .badApp, "\(folder) has no index.html: build the app with `make web`, or leave out --app.")
    }
    var files: [String: AppFile] = [:]
    for (path, bytes) in contents {
      if path.hasSuffix(".gz"), contents[String(path.dropLast(3))] != nil { continue }
      var compressed = contents[path + ".gz"]
      if let copy = compressed, !Self.isCompressed(copy, of: bytes) {
        logger.warning("left out: another file compressed", metadata: ["file": "\(path).gz"])
        compressed = nil
      }
      let tag = Self.tag(of: bytes)
      files[path] = AppFile(
        mediaType: AppMediaType.of(path),
        plain: .init(bytes: ByteBuffer(bytes: bytes), tag: "\"\(tag)\""),
        compressed: compressed.map { .init(bytes: ByteBuffer(bytes: $0), tag: "\"\(tag)-gz\"") })
    }
    for (path, file) in files where path.hasSuffix("/index.html") {
      files[String(path.dropLast("index.html".count))] = file
    }
    self.files = files
  }

  var isEmpty: Bool { files.isEmpty }

  /// - Parameter path: of a request, with percent signs as they were sent, without the query.
  package subscript(path: String) -> AppFile? {
    path.removingPercentEncoding.flatMap { files[$0] }
  }

  private static func read(
    _ folder: String, as prefix: String, into contents: inout [String: [UInt8]]
  ) throws(FileError) {
    for name in try DirectoryListing.entries(in: folder) where !name.hasPrefix(".") {
      let path = folder + "/" + name
      switch kind(of: path) {
      case .typeDirectory: try read(path, as: prefix + name + "/", into: &contents)
      case .typeRegular:
        let room = mostBytes - contents.values.reduce(0) { $0 + $1.count }
        guard contents.count < mostFiles else {
          throw FileError(code: .tooLarge, action: .read, path: path)
        }
        contents[prefix + name] = try FileBytes.read(path, maximumCount: room)
      default: break
      }
    }
  }

  /// Of the entry itself, not of what a link leads to.
  private static func kind(of path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }

  /// A gzip file ends with checksum and length of what it holds (RFC 1952, section 2.3.1).
  private static func isCompressed(_ copy: [UInt8], of bytes: [UInt8]) -> Bool {
    guard copy.count >= 18, copy.starts(with: [0x1F, 0x8B]) else { return false }
    func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    return number(copy[(copy.count - 8)..<(copy.count - 4)]) == CRC32.checksum(bytes[...])
      && number(copy[(copy.count - 4)...]) == UInt32(truncatingIfNeeded: bytes.count)
  }

  private static func tag(of bytes: [UInt8]) -> String {
    var fingerprint = Fingerprint()
    fingerprint.combine(bytes)
    return fingerprint.hexadecimal + "-" + String(bytes.count, radix: 16)
  }

  private static func tooMuch(_ folder: String) -> String {
    "\(folder) holds more than \(mostFiles) files or \(mostBytes >> 20) MiB, which is no app: name "
      + "the folder that `make web` builds."
  }
}
