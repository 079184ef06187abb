import Foundation

/// Where the plug-in is looked for: the variable `LENTIGO_TORCH` (a file or a folder), beside the
/// executable, then in `.torch` of the folders above the executable and above the working folder.
package struct TorchPluginSearch: Sendable {
  /// The value of `LENTIGO_TORCH`; nil where it is not set.
  package var named: String?
  /// The folder of the running program.
  package var executableFolder: String
  package var workingFolder: String

  package init(named: String?, executableFolder: String, workingFolder: String) {
    self.named = named
    self.executableFolder = executableFolder
    self.workingFolder = workingFolder
  }

  /// For this process.
  package static var here: TorchPluginSearch {
    let executable =
      Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "")
    return TorchPluginSearch(
      named: ProcessInfo.processInfo.environment["LENTIGO_TORCH"],
      executableFolder: executable.resolvingSymlinksInPath().deletingLastPathComponent().path,
      workingFolder: FileManager.default.currentDirectoryPath)
  }

  /// The plug-in's file name.
  package static var fileName: String { "liblentigo_torch.so" }

  /// The plug-in's path.
  ///
  /// - Throws: `TorchError` with code `unavailable` where there is none.
  package func find() throws(TorchError) -> String {
    if let named, !named.isEmpty {
      for path in [named + "/" + Self.fileName, named] where isFile(path) { return path }
      throw TorchError(
        .unavailable,
        "LENTIGO_TORCH names '\(named)', which is not the plug-in for libtorch and has "
          + "no \(Self.fileName) in it; run 'make setup-torch'")
    }
    for path in candidates where isFile(path) { return path }
    throw TorchError(
      .unavailable,
      "fine-tuning needs libtorch, which was not found: run 'make setup-torch' in "
        + "Lentigo's folder, or name the folder of \(Self.fileName) in LENTIGO_TORCH")
  }

  private var candidates: [String] {
    [executableFolder + "/" + Self.fileName]
      + [executableFolder, workingFolder].flatMap { start in
        ancestors(of: start).map { $0 + "/.torch/" + Self.fileName }
      }
  }

  private func ancestors(of folder: String) -> [String] {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    var found: [String] = []
    while found.last != url.path {
      found.append(url.path == "/" ? "" : url.path)
      if url.path == "/" { break }
      url.deleteLastPathComponent()
    }
    return found
  }

  private func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}
