import Files
import Foundation
import NeuralNetwork

extension WeightStore {
  /// Checks a file that the user already has and copies it into the folder.
  ///
  /// An official file gets its official name, any other keeps its own without leading dots. The copy appears under its
  /// name in one step, complete.
  /// - Parameter isCancelled: asked for every megabyte.
  /// - Throws: `WeightStoreError`: where the file holds no complete backbone, where the name is taken
  ///   by other content, where the copy cannot be written, or `cancelled`, with nothing left behind.
  public func importFile(
    _ path: String, sources: [WeightSource] = WeightSource.official,
    isCancelled: () -> Bool = { false }
  ) throws(WeightStoreError) -> InstalledWeights {
    try Self.requireHash()
    // Looked at before it is copied, so that a wrong file leaves no folder behind.
    _ = try Self.usable(path, called: path)
    do {
      try Folder.make(directory)
      // A name of its own: two imports at once must not write into one another's file.
      let part = self.path(of: ".import-\(UUID().uuidString).part")
      guard let copy = try PartFile.open(part) else {
        throw FileError(action: .write, path: part, systemError: EBUSY)
      }
      defer {
        copy.remove()
        copy.release()
      }
      var isStopped = false
      let original = try FileHash.md5(of: path) { bytes throws(FileError) in
        isStopped = isStopped || isCancelled()
        if !isStopped { try copy.append(bytes) }
      }
      if isStopped { throw WeightStoreError.cancelled("The import of \(path) was stopped.") }
      // What counts is what was copied: the file may have changed since the first look.
      let identity = try Self.usable(part, called: path)
      let source = sources.first { $0.md5 == original.md5 }
      let name = source?.fileName ?? Self.name(of: path, identity)
      let installed = InstalledWeights(
        name: name, path: self.path(of: name), byteCount: original.count, md5: original.md5,
        identity: identity, problem: nil, authenticity: source == nil ? .other : .official)
      if try !copy.finish(asNew: installed.path),
        try FileHash.md5(of: installed.path).md5 != original.md5
      {
        throw occupied(installed.path)
      }
      return installed
    } catch let error as WeightStoreError {
      throw error
    } catch {
      throw WeightStoreError(
        .unwritable, "\(path) could not be copied into \(directory).", cause: error)
    }
  }

  /// What the file at `path` holds; errors speak of the file that the user named.
  private static func usable(
    _ path: String, called name: String
  ) throws(WeightStoreError) -> WeightsIdentity {
    do {
      return try WeightsFile.identify(path)
    } catch {
      let message = error.message.replacingOccurrences(of: path, with: name)
      throw WeightStoreError(.unusable, message, cause: error.cause)
    }
  }

  func occupied(_ path: String) -> WeightStoreError {
    WeightStoreError(
      .occupied,
      "\(path) is there already, with other content: rename or remove it, then try again.")
  }

  private static func name(of path: String, _ identity: WeightsIdentity) -> String {
    // A leading dot would hide it from the search as well.
    let bare = FilePath.name(of: path).drop { $0 == "." }
    let name = bare.isEmpty ? "weights" : String(bare)
    if endings.contains(where: { name.lowercased().hasSuffix($0) }) { return name }
    return name + (identity.container == .safetensors ? ".safetensors" : ".h5")
  }
}
