import NeuralNetwork
import PretrainedWeights
import Report

/// What `weights list` shows.
struct WeightsListing: Encodable {
  struct Network: Encodable {
    let name: String
    /// The file that a training takes, or nil.
    let installed: String?
    let url: String
    let file: String
    let bytes: Int?
    let md5: String
    let licence: String
  }

  struct File: Encodable {
    let name: String
    let path: String
    let bytes: Int
    let md5: String?
    let status: String
    let network: String?
    let origin: String?
    let container: String?
    let tensors: Int?

    init(_ file: InstalledWeights) {
      name = file.name
      path = file.path
      bytes = file.byteCount
      md5 = file.md5
      status = file.authenticity == .other ? "complete" : file.authenticity.rawValue
      network = file.identity.map { "\($0.architecture)" }
      origin = file.identity.map { "\($0.origin)" }
      container = file.identity?.container.rawValue
      tensors = file.identity?.tensorCount
    }
  }

  let directory: String
  let networks: [Network]
  let files: [File]

  init(store: WeightStore, installed: [InstalledWeights]) {
    directory = store.directory
    networks = WeightSource.official.map { source in
      Network(
        name: "\(source.architecture)", installed: Self.choice(installed, source)?.path,
        url: WeightSource.officialBase + source.path, file: source.fileName,
        bytes: source.byteCount, md5: source.md5, licence: source.licence)
    }
    files = installed.map(File.init)
  }

  /// The file that a training takes, as `WeightStore.file(for:)` chooses it, from files that are known
  /// already.
  private static func choice(
    _ installed: [InstalledWeights], _ source: WeightSource
  ) -> InstalledWeights? {
    let fitting = installed.filter { $0.identity?.architecture == source.architecture }
    return fitting.first { $0.name == source.fileName } ?? fitting.first
  }

  /// Two tables: what can be fetched, and what is in the folder.
  var text: String {
    let table = Table(
      head: ["network", "installed", "licence", "official MD5", "bytes"], textColumns: 4,
      rows: networks.map { network in
        [
          network.name, network.installed == nil ? "no" : "yes", network.licence, network.md5,
          network.bytes.map(Numbers.grouped) ?? "-",
        ]
      }
    ).text(isRuled: false)
    // On lines of their own: with them the table would be wider than any terminal.
    let addresses = networks.map { "  \($0.url)" }.joined(separator: "\n")
    let sources = "\(table)\n\nOfficial sources:\n\(addresses)"
    guard !files.isEmpty else {
      return sources + "\n\nNothing is installed in \(directory). Next: lentigo weights fetch NAME"
    }
    let found = Table(
      head: ["file", "status", "network", "origin", "layout", "bytes"], textColumns: 5,
      rows: files.map { file in
        [
          Terminal.printable(file.name), file.status, file.network ?? "-", file.origin ?? "-",
          file.container ?? "-",
          Numbers.grouped(file.bytes),
        ]
      }
    ).text(isRuled: false)
    return sources + "\n\n\(directory):\n" + found
  }
}
