import Foundation
import TestSupport
import Testing
import TorchBackend

/// Finding and opening the plug-in. Needs no libtorch.
@Suite struct LoaderTests {
  private let folder = TemporaryDirectory()

  private func path(_ name: String) -> String {
    URL(fileURLWithPath: folder.file(name)).standardizedFileURL.path
  }

  private func search(
    named: String? = nil, executable: String = "bin", working: String = "work/deep"
  ) -> TorchPluginSearch {
    TorchPluginSearch(
      named: named, executableFolder: path(executable), workingFolder: path(working))
  }

  @Test func absentPluginSaysTheWayOut() {
    let error = torchError { _ = try search().find() }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("make setup-torch") == true)
    let named = torchError { _ = try search(named: folder.file("nowhere")).find() }
    #expect(named?.code == .unavailable)
    #expect(named?.message.contains("nowhere") == true)
  }

  @Test func looksInOrder() throws {
    let file = TorchPluginSearch.fileName
    try folder.makeDirectory(".torch")
    try folder.write("", to: ".torch/\(file)")
    #expect(try search().find() == path(".torch/\(file)"))
    try folder.makeDirectory("bin")
    try folder.write("", to: "bin/\(file)")
    #expect(try search().find() == path("bin/\(file)"))
    // A folder, or the file itself.
    #expect(try search(named: path(".torch")).find() == path(".torch/\(file)"))
    #expect(try search(named: path("bin/\(file)")).find() == path("bin/\(file)"))
  }

  @Test func whatIsNoLibraryIsRefused() throws {
    try folder.write("not a library", to: "text.so")
    let error = torchError { _ = try TorchRuntime(path: folder.file("text.so")) }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("text.so") == true)
    #expect(torchError { _ = try TorchRuntime(path: folder.file("gone.so")) }?.code == .unavailable)
  }

  /// A C compiler comes with Swift; where it is not on the path there is nothing to build one with.
  private static let compiler = ["/usr/bin", "/usr/local/bin", "/opt/swift/usr/bin"]
    .flatMap { folder in ["clang", "cc", "gcc"].map { "\(folder)/\($0)" } }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: compiler != nil, "needs a C compiler"))
  func otherLibrariesAndVersionsAreRefused() throws {
    let other = try library("other", "int nothing;")
    let stranger = torchError { _ = try TorchRuntime(path: other) }
    #expect(stranger?.code == .unavailable)
    #expect(stranger?.message.contains("not Lentigo's plug-in") == true)
    let old = try library(
      "old",
      """
      static unsigned table[4096] = {999999, 8};
      const void *lentigo_torch_functions(void) { return table; }
      """)
    let incompatible = torchError { _ = try TorchRuntime(path: old) }
    #expect(incompatible?.code == .incompatible)
    #expect(incompatible?.message.contains("version 999999") == true)
    #expect(incompatible?.message.contains("make setup-torch") == true)
  }

  private func library(_ name: String, _ source: String) throws -> String {
    try folder.write(source, to: name + ".c")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = [
      "-shared", "-fPIC", "-o", folder.file(name + ".so"), folder.file(name + ".c"),
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return folder.file(name + ".so")
  }
}
