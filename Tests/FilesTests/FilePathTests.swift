import Files
import Testing

@Suite("Parts of a path")
struct FilePathTests {
  @Test(
    "Folder and name",
    arguments: [
      ("k", "", "k"), ("a/b/c", "a/b", "c"), ("a/b/c/", "a/b", "c"), ("/a", "/", "a"),
      ("/", "/", "/"), ("", "", ""), ("a//b", "a", "b"), ("./x", ".", "x"), ("//a", "/", "a"),
      ("é/ü", "é", "ü"),
    ])
  func parts(path: String, folder: String, name: String) {
    #expect(FilePath.folder(of: path) == folder)
    #expect(FilePath.name(of: path) == name)
  }

  @Test("A path of one letter can be a destination")
  func oneLetter() throws {
    try AtomicFile.checkDestination("k")
  }
}
