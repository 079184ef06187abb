import Files
import Foundation
import NeuralNetwork

extension WeightStore {
  /// Downloads a file into the folder and checks its hash before it gets its name.
  ///
  /// The bytes go to `NAME.part` beside it, which a later call goes on with. Proxies are taken from
  /// the environment (`http_proxy`, `https_proxy`, `no_proxy`).
  /// - Parameters:
  ///   - base: the address that the source's path is appended to; a mirror has the same paths.
  ///   - isCancelled: asked about twenty times a second.
  ///   - onEvent: called from one thread at a time, not always the same.
  /// - Throws: `WeightStoreError`.
  public func fetch(
    _ source: WeightSource, from base: String = WeightSource.officialBase,
    policy: FetchPolicy = FetchPolicy(), isCancelled: () -> Bool = { false },
    onEvent: @escaping @Sendable (FetchEvent) -> Void = { _ in }
  ) throws(WeightStoreError) -> FetchedWeights {
    try Self.requireHash()
    let address = try WeightAddress.address(of: source.path, below: base)
    let target = path(of: source.fileName)
    do {
      try Folder.make(directory)
      guard let part = try PartFile.open(target + ".part") else {
        throw WeightStoreError(
          .busy,
          "\(source.fileName) is being fetched by another process: wait for it, or stop it.")
      }
      defer { part.release() }
      if let there = try installed(source, at: target) {
        part.remove()
        return there
      }
      return try WeightFetch(
        source: source, address: address, target: target, part: part, policy: policy,
        onEvent: onEvent
      ).run(isCancelled: isCancelled)
    } catch let error as WeightStoreError {
      throw error
    } catch {
      throw WeightStoreError(
        .unwritable, "\(source.fileName) could not be fetched into \(directory).", cause: error)
    }
  }

  /// The file, where it is there with the right hash; nil where it is not there.
  private func installed(_ source: WeightSource, at target: String) throws -> FetchedWeights? {
    guard access(target, F_OK) == 0 else { return nil }
    let found = try FileHash.md5(of: target)
    guard found.md5 == source.md5 else { throw occupied(target) }
    return FetchedWeights(path: target, byteCount: found.count, transferred: 0, wasInstalled: true)
  }
}
