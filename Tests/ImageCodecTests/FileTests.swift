import Foundation
import ImageCodec
import LesionImage
import Testing

/// Reading from files: what is no picture file is refused by name, and nothing blocks.
struct FileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lentigo-codec-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func refusal(of path: String, limits: DecodingLimits = .default) -> ImageCodecError? {
    let error = #expect(throws: ImageCodecError.self) {
      try ImageCodec.decode(contentsOfFile: path, limits: limits)
    }
    #expect(error?.path == path)
    #expect(error?.description.hasPrefix(path + ": ") == true)
    return error
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  @Test func `a file decodes like its bytes`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let bytes = try ImageCodec.encodePNG(TestPictures.disc(width: 31, height: 17))
    let path = try file("größe mit Leerzeichen.jpg", bytes)
    #expect(try ImageCodec.decode(contentsOfFile: path) == ImageCodec.decode(bytes))
    let link = folder.appendingPathComponent("link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try ImageCodec.decode(contentsOfFile: link).format == .png)
  }

  @Test func `what is not there is not found`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try file("here.png", [1])
    for missing in [folder.path + "/none.jpg", path + "/below.jpg", "", path + "\0.jpg"] {
      #expect(refusal(of: missing)?.code == .notFound)
    }
  }

  @Test func `directories, devices and pipes are no files`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appendingPathComponent("pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    for (path, name) in [(folder.path, "directory"), ("/dev/zero", "device"), (pipe, "pipe")] {
      let error = refusal(of: path)
      #expect(error?.code == .notAFile)
      #expect(error?.message.contains(name) == true)
    }
  }

  @Test func `size is checked before reading`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try file("huge.jpg", [0xFF, 0xD8, 0xFF])
    // A sparse file: reading it would take 64 GiB.
    try #require(truncate(path, 64 << 30) == 0)
    #expect(refusal(of: path)?.code == .tooLarge)
    #expect(refusal(of: try file("empty.png", []))?.code == .empty)
    let small = try file("small.txt", Array("hello".utf8))
    #expect(refusal(of: small, limits: DecodingLimits(maximumBytes: 4))?.code == .tooLarge)
    #expect(refusal(of: small)?.code == .unsupportedFormat)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a file without permission is unreadable`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try file("locked.png", [1, 2, 3])
    try #require(chmod(path, 0) == 0)
    #expect(refusal(of: path)?.code == .unreadable)
  }
}
