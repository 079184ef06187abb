import Files
import Foundation
import NeuralNetwork

/// A folder of pretrained weights.
///
/// Files are recognised by what is in them; their names are the user's own affair.
public struct WeightStore: Sendable {
  /// Absolute or relative; it need not exist before something is put in.
  public let directory: String

  public init(directory: String) {
    self.directory = directory
  }

  /// `$LENTIGO_WEIGHTS`, else `$XDG_DATA_HOME/lentigo/weights`, else
  /// `~/.local/share/lentigo/weights`.
  public static var standardDirectory: String {
    standardDirectory(in: ProcessInfo.processInfo.environment, home: NSHomeDirectory())
  }

  /// The rule behind `standardDirectory`: empty values count as absent, and, as the XDG
  /// specification has it, relative ones of `XDG_DATA_HOME` too.
  package static func standardDirectory(
    in environment: [String: String], home: String
  ) -> String {
    if let named = environment["LENTIGO_WEIGHTS"], !named.isEmpty { return named }
    let shared = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (shared ?? "\(home)/.local/share") + "/lentigo/weights"
  }

  /// Path of a file in the folder, any `*.safetensors`, `*.h5` or `*.hdf5`, with a complete backbone
  /// of `architecture`; nil where there is none. The official file comes first, then the others in
  /// the order of their names.
  public func file(for architecture: Architecture) -> String? { find(architecture).path }

  /// The file of `file(for:)`, and what is wrong with those that were passed over on the way to it:
  /// damaged and incomplete files, and one that has the official name and is not the network's.
  /// Whole files of other networks are no problem. Models that were trained on lesions are passed over,
  /// since they would flatter whatever starts from them, and told where there is nothing else.
  ///
  /// Whoever goes on without `path`, or with another file than the user may think, tells the problems.
  public func find(
    _ architecture: Architecture
  ) -> (path: String?, problems: [WeightsFileError]) {
    let official = WeightSource.official(for: architecture)?.fileName
    let names = candidates()
    var problems: [WeightsFileError] = []
    var models: [WeightsFileError] = []
    let wanted = [architecture] + Architecture.allCases.filter { $0 != architecture }
    for name in names.filter({ $0 == official }) + names.filter({ $0 != official }) {
      let path = path(of: name)
      do {
        let identity = try WeightsFile.identify(path, among: wanted)
        let found = identity.architecture
        if found == architecture {
          guard identity.hasHead else { return (path, problems) }
          models.append(
            WeightsFileError(
              .mismatched, path: path,
              "\(path) is a trained model and no pretrained backbone: name it with "
                + "--backbone-weights to train it further."))
          continue
        }
        if name == official {
          problems.append(
            WeightsFileError(
              .mismatched, path: path,
              "\(path) has the name of \(architecture)'s weights and holds those of \(found): "
                + "rename it."))
        }
      } catch {
        problems.append(error)
      }
    }
    return (nil, problems + models)
  }

  /// Every file of weights in the folder, in the order of their names, each read and hashed; none
  /// where the folder does not exist.
  ///
  /// - Throws: `WeightStoreError` where the folder cannot be listed, or `cancelled`.
  public func installed(
    sources: [WeightSource] = WeightSource.official, isCancelled: () -> Bool = { false }
  ) throws(WeightStoreError) -> [InstalledWeights] {
    var files: [InstalledWeights] = []
    do {
      _ = try DirectoryListing.entries(in: directory)
    } catch {
      if error.code == .notFound { return [] }
      throw WeightStoreError(
        .unwritable, "The folder of weights \(directory) cannot be listed.", cause: error)
    }
    for name in candidates() {
      if isCancelled() { throw .cancelled("The listing was stopped.") }
      files.append(examine(name, sources))
    }
    return files
  }

  /// Where a name lies.
  func path(of name: String) -> String { "\(directory)/\(name)" }

  private func candidates() -> [String] {
    ((try? DirectoryListing.entries(in: directory)) ?? []).filter { name in
      !name.hasPrefix(".") && Self.endings.contains { name.lowercased().hasSuffix($0) }
    }
  }

  /// How the names of files of weights end.
  static let endings = [".safetensors", ".h5", ".hdf5"]

  private func examine(_ name: String, _ sources: [WeightSource]) -> InstalledWeights {
    let path = path(of: name)
    let hashed = try? FileHash.md5(of: path)
    let isOfficial = sources.contains { $0.md5 == hashed?.md5 }
    var identity: WeightsIdentity?
    var problem: WeightsFileError?
    do {
      identity = try WeightsFile.identify(path)
    } catch {
      problem = error
    }
    return InstalledWeights(
      name: name, path: path, byteCount: hashed?.count ?? 0, md5: hashed?.md5,
      identity: identity, problem: problem,
      authenticity: identity == nil ? .unusable : isOfficial ? .official : .other)
  }
}

extension WeightStore {
  /// - Throws: where no hash could be compared, before anything is fetched or copied for nothing.
  static func requireHash() throws(WeightStoreError) {
    guard MD5.isAvailable else {
      throw WeightStoreError(
        .hashUnavailable,
        "This machine's OpenSSL offers no MD5, by which files of weights are known: enable its "
          + "default provider in openssl.cnf, or copy a file that you checked into the folder.")
    }
  }
}

extension WeightStoreError {
  static func cancelled(_ message: String) -> WeightStoreError {
    WeightStoreError(.cancelled, message)
  }
}
