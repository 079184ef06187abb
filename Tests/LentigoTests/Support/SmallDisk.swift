import Foundation

/// A file system in memory with room for little, as long as the value lives.
final class SmallDisk {
  private let path: String

  /// Whether this process may mount one; tried out once.
  static let isPossible: Bool = {
    guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
    return (try? SmallDisk(at: folder.file("disk"), size: "1m")) != nil
  }()

  init(at path: String, size: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path)
  }

  deinit { try? Self.run("umount", path) }

  func resize(_ size: String) throws {
    try Self.run("mount", "-o", "remount,size=\(size)", path)
  }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }

  private static func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
