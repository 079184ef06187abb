import Files
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  let directory = TemporaryDirectory()

  @Test func createsAndReplacesLeavingNothingElse() throws {
    try AtomicFile.write([1, 2, 3], to: directory.file("a"))
    try AtomicFile.write([4], to: directory.file("a"))
    #expect(try directory.read("a") == [4])
    #expect(directory.names == ["a"])
  }

  @Test(arguments: [true, false])
  func eitherKindOfTemporaryGivesTheSame(prefersUnnamed: Bool) throws {
    func write(_ bytes: [UInt8], to path: String) throws {
      try bytes.withUnsafeBytes {
        try AtomicFile.write($0, to: path, prefersUnnamed: prefersUnnamed)
      }
    }
    try write([1, 2], to: directory.file("a"))
    try write([3], to: directory.file("a"))
    #expect(try directory.read("a") == [3])
    #expect(throws: FileError.self) { try write([4], to: directory.file("missing/a")) }
    // A folder that takes the name at the last moment cannot be replaced: nothing stays behind.
    try directory.makeDirectory("b/c")
    #expect(throws: FileError.self) { try write([5], to: directory.file("b")) }
    #expect(directory.names == ["a", "b"])
  }

  @Test func writesTextDataAndNothing() throws {
    try AtomicFile.write("né\n", to: directory.file("text"))
    try AtomicFile.write(Data([9]), to: directory.file("data"))
    try AtomicFile.write([UInt8](), to: directory.file("empty"))
    #expect(try directory.read("text") == Array("né\n".utf8))
    #expect(try directory.read("data") == [9])
    #expect(try directory.read("empty") == [])
  }

  @Test func followsLinksAndKeepsPermissions() throws {
    try directory.write("old", to: "real")
    #expect(chmod(directory.file("real"), 0o640) == 0)
    #expect(symlink("real", directory.file("link")) == 0)
    try AtomicFile.write("new", to: directory.file("link"))
    #expect(try directory.read("real") == Array("new".utf8))
    var information = stat()
    #expect(lstat(directory.file("link"), &information) == 0)
    #expect(information.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(directory.file("real"), &information) == 0)
    #expect(information.st_mode & 0o777 == 0o640)
  }

  @Test func acceptsTheLongestFileName() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write("x", to: directory.file(name))
    #expect(directory.names == [name])
  }

  @Test func namesTheFileAndTheWayOutWhenTheFolderIsMissing() throws {
    let path = directory.file("no/such/model")
    let error = #expect(throws: FileError.self) { try AtomicFile.write([1], to: path) }
    #expect(error?.code == .notFound)
    #expect(error?.description.contains(path) == true)
    #expect(error?.description.contains("Create the folder first") == true)
  }

  @Test func refusesAFolder() throws {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write([1], to: directory.path)
    }
    #expect(error?.code == .isDirectory)
  }

  @Test(.enabled(if: getuid() != 0, "permissions do not bind the superuser"))
  func unwritableFolderKeepsTheOldFile() throws {
    try directory.write("old", to: "a")
    chmod(directory.path, 0o555)
    defer { chmod(directory.path, 0o755) }
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write("new", to: directory.file("a"))
    }
    #expect(error?.code == .notPermitted)
    #expect(try directory.read("a") == Array("old".utf8))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func fullDiskIsSaidPlainly() throws {
    let error = #expect(throws: FileError.self) { try AtomicFile.write([1], to: "/dev/full") }
    #expect(error?.code == .diskFull)
    #expect(error?.description.contains("no space left") == true)
  }
}
