import Foundation
import Logging
import Server
import TestSupport
import Testing

@Suite("The app's files")
struct AppFilesTests {
  private let folder = TemporaryDirectory()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func files() throws(ServerError) -> AppFiles {
    try AppFiles(folder: folder.path, logger: logger)
  }

  @Test func whatIsThereIsFound() throws {
    try folder.makeDirectory("engine")
    for name in ["index.html", "engine/core.wasm", "engine/index.html", "a b.css"] {
      try folder.write(name, to: name)
    }
    let files = try files()
    for (path, type) in [
      ("/", "text/html; charset=utf-8"), ("/index.html", "text/html; charset=utf-8"),
      ("/engine/core.wasm", "application/wasm"), ("/engine/", "text/html; charset=utf-8"),
      ("/a%20b.css", "text/css; charset=utf-8"), ("/%69ndex.html", "text/html; charset=utf-8"),
    ] {
      #expect(files[path]?.mediaType == type, "\(path)")
    }
    #expect(files["/engine/"]?.plain.tag == files["/engine/index.html"]?.plain.tag)
    #expect(files["/"]?.plain.tag != files["/engine/"]?.plain.tag)
  }

  @Test func nothingElseIsFound() throws {
    let outside = TemporaryDirectory()
    try outside.write("secret", to: "secret")
    try folder.write("page", to: "index.html")
    try folder.write("hidden", to: ".hidden")
    try folder.makeDirectory(".git")
    try folder.write("hidden", to: ".git/config")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: outside.file("secret"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("links"), withDestinationPath: outside.path)
    let files = try files()
    for path in [
      "", "index.html", "//index.html", "/./index.html", "/.hidden", "/.git/config", "/link",
      "/links/secret", "/../secret", "/..%2fsecret", "/%2e%2e/secret", "/..", "/index.html/",
      "/index.html%00", "/%zz", outside.file("secret"), "/etc/passwd", "/INDEX.HTML",
      "/\(String(repeating: "../", count: 20))etc/passwd",
    ] {
      #expect(files[path] == nil, "\(path)")
    }
  }

  /// A file compressed as gzip does it without compressing: one stored block.
  private func stored(_ text: String, checksumOf other: String? = nil) -> [UInt8] {
    let bytes = Array(text.utf8)
    func little(_ value: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in Array((other ?? text).utf8) {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        checksum = checksum & 1 == 0 ? checksum >> 1 : 0xEDB8_8320 ^ (checksum >> 1)
      }
    }
    let count = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(count, 2) + little(~count, 2) + bytes
      + little(~checksum, 4) + little(count, 4)
  }

  @Test func compressedCopies() throws {
    try folder.write("page", to: "index.html")
    try folder.write(stored("page"), to: "index.html.gz")
    try folder.write("style", to: "stale.css")
    try folder.write(stored("style", checksumOf: "stale"), to: "stale.css.gz")
    try folder.write("text", to: "broken.txt")
    try folder.write([1, 2, 3], to: "broken.txt.gz")
    try folder.write("alone", to: "alone.gz")
    let files = try files()
    #expect(files["/"]?.compressed != nil && files["/"]?.compressed?.tag != files["/"]?.plain.tag)
    #expect(files["/stale.css"] != nil && files["/stale.css"]?.compressed == nil)
    #expect(files["/broken.txt"] != nil && files["/broken.txt"]?.compressed == nil)
    #expect(files["/index.html.gz"] == nil && files["/alone.gz"] != nil)
  }

  @Test func foldersThatAreNoApp() throws {
    let error = #expect(throws: ServerError.self) { try files() }
    #expect(error?.code == .badApp && error?.message.contains("index.html") == true)
    let absent = #expect(throws: ServerError.self) {
      try AppFiles(folder: folder.file("absent"), logger: logger)
    }
    #expect(absent?.message.contains(folder.file("absent")) == true)
  }
}
