import Files
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The download of one file: tries until it is there, or until trying is no use.
struct WeightFetch {
  let source: WeightSource
  let address: URL
  let target: String
  let part: PartFile
  let policy: FetchPolicy
  let onEvent: @Sendable (FetchEvent) -> Void

  func run(isCancelled: () -> Bool) throws -> FetchedWeights {
    // What an earlier process left may be of another version: then the hash will be wrong once.
    var mayStartOver = part.count > 0
    var transferred = 0
    while true {
      transferred += try download(isCancelled: isCancelled)
      let md5 = part.finishHash()
      if md5 == source.md5 { break }
      guard mayStartOver else {
        part.remove()
        throw WeightStoreError(
          .wrongHash,
          "what came from \(address.absoluteString) is not the published file: its MD5 is \(md5), "
            + "published is \(source.md5). It was removed; try again, or another --base-url.")
      }
      mayStartOver = false
      onEvent(.startingOver(reason: "the hash of the resumed file is wrong"))
      try part.restart()
    }
    let count = part.count
    try part.finish(as: target)
    return FetchedWeights(
      path: target, byteCount: count, transferred: transferred, wasInstalled: false)
  }

  /// Brings the part file to the whole length; returns how many bytes came for that.
  private func download(isCancelled: () -> Bool) throws -> Int {
    var (failures, restarts, received) = (0, 0, 0)
    // Of a server that cannot resume, the same bytes come again and again: only new ones count.
    var farthest = part.count
    var entityTag: String?
    while true {
      if isCancelled() { throw cancelled() }
      let transfer = Transfer(to: part, policy: policy) { [onEvent, source] done, total in
        onEvent(.progress(done: done, total: total ?? source.byteCount))
      }
      let outcome = transfer.run(address, entityTag: entityTag, isCancelled: isCancelled)
      entityTag = transfer.entityTag
      received += transfer.received
      failures = part.count > farthest ? 1 : failures + 1
      farthest = max(farthest, part.count)
      switch outcome {
      case .complete: return received
      case .cancelled: throw cancelled()
      case .unwritable(let error):
        throw WeightStoreError(
          .unwritable, "\(source.fileName) could not be written; what has come is kept.",
          cause: error)
      case .refused(let status): throw refused(status)
      case .tooLarge:
        part.remove()
        throw WeightStoreError(
          .tooLarge,
          "\(address.absoluteString) has a size that no file of weights has (more than "
            + "\(policy.maximumSize) bytes, or none that makes sense): check the address.")
      case .cannotResume:
        restarts += 1
        guard restarts < policy.attempts else { throw unreachable("it cannot be resumed") }
        farthest = 0
        onEvent(.startingOver(reason: "the server cannot go on where the download stopped"))
        try part.restart()
        entityTag = nil
      case .busy(let status):
        try pause(failures, "the server answers \(status)", isCancelled)
      case .broken(let reason): try pause(failures, reason, isCancelled)
      }
    }
  }

  private func pause(_ failures: Int, _ reason: String, _ isCancelled: () -> Bool) throws {
    guard failures < policy.attempts else { throw unreachable(reason) }
    let seconds = policy.firstPause * Double(1 << min(failures - 1, 5))
    onEvent(.retrying(reason: reason, seconds: seconds))
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if isCancelled() { throw cancelled() }
      usleep(20_000)
    }
  }

  /// What is thrown when the caller asks to stop; an empty part file goes.
  private func cancelled() -> WeightStoreError {
    if part.count == 0 { part.remove() }
    return .cancelled(
      "The download of \(source.fileName) was stopped; the same command goes on with it.")
  }

  private func refused(_ status: Int) -> WeightStoreError {
    if part.count == 0 { part.remove() }
    return WeightStoreError(
      .refusedByServer,
      "\(address.absoluteString): the server answers \(status) "
        + "(\(HTTPURLResponse.localizedString(forStatusCode: status))). Check the address, or give "
        + "another one with --base-url.")
  }

  private func unreachable(_ reason: String) -> WeightStoreError {
    if part.count == 0 { part.remove() }
    return WeightStoreError(
      .unreachable,
      "\(address.absoluteString) could not be fetched: \(reason). Check the network and the proxy, "
        + "or give another address with --base-url; the same command goes on with what has come.")
  }
}
