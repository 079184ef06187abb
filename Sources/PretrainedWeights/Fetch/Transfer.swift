import Files
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request for a file, streamed to the disk from where it stands.
///
/// What FoundationNetworking itself does with an answer is beyond this class: a Content-Length close
/// to `Int.max` ends the process there, before any delegate is asked.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let part: PartFile
  private let policy: FetchPolicy
  private let onProgress: @Sendable (_ done: Int, _ total: Int?) -> Void
  private let ended = DispatchSemaphore(value: 0)

  // Unchecked because of these: the session's queue alone, which runs one block at a time, writes
  // them until it signals `ended`, and `run` and its caller read them only after that.
  private var outcome: TransferOutcome?
  private var total: Int?
  /// Bytes of the file that this request brought.
  private(set) var received = 0
  private let isStopped = Atomic<Bool>(false)
  /// Names this version of the file on the server.
  private(set) var entityTag: String?

  init(
    to part: PartFile, policy: FetchPolicy,
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int?) -> Void
  ) {
    self.part = part
    self.policy = policy
    self.onProgress = onProgress
  }

  /// Runs the request and waits for its end. `entityTag` is that of the bytes that are there.
  func run(
    _ address: URL, entityTag: String?, isCancelled: () -> Bool
  ) -> TransferOutcome {
    self.entityTag = entityTag
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = policy.silence
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.urlCache = nil
    var request = URLRequest(url: address, timeoutInterval: policy.silence)
    // A packed transfer would have another length than the file, and could not be resumed.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if part.count > 0 {
      request.setValue("bytes=\(part.count)-", forHTTPHeaderField: "Range")
      if let entityTag { request.setValue(entityTag, forHTTPHeaderField: "If-Range") }
    }
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: queue)
    let task = session.dataTask(with: request)
    task.resume()
    var wasCancelled = false
    while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
      if !wasCancelled, isCancelled() {
        wasCancelled = true
        isStopped.store(true, ordering: .relaxed)
        task.cancel()
      }
    }
    session.finishTasksAndInvalidate()
    return wasCancelled ? .cancelled : outcome ?? .broken(reason: "the request ended early")
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    outcome = refusal(of: response)
    completionHandler(outcome == nil ? .allow : .cancel)
    if outcome != nil { dataTask.cancel() }
  }

  /// Looks at the head of the answer; nil where the bytes that follow are welcome.
  private func refusal(of response: URLResponse) -> TransferOutcome? {
    guard let answer = response as? HTTPURLResponse else {
      return .broken(reason: "the answer is not HTTP")
    }
    let length = answer.value(forHTTPHeaderField: "Content-Length").map { TransferSize.bytes($0) }
    let range = answer.value(forHTTPHeaderField: "Content-Range") ?? ""
    switch answer.statusCode {
    case 200:
      if part.count > 0 {
        do { try part.restart() } catch { return .unwritable(error) }
      }
      total = length
    case 206:
      guard range.hasPrefix("bytes \(part.count)-") else { return .cannotResume }
      total = TransferSize.whole(of: range) ?? length.map { TransferSize.sum($0, part.count) }
    case 416:
      // An earlier process had all of it and was stopped before it could look at the hash.
      return TransferSize.whole(of: range) == part.count ? .complete : .cannotResume
    case 408, 425, 429, 500...599: return .busy(status: answer.statusCode)
    default: return .refused(status: answer.statusCode)
    }
    if let total, total > policy.maximumSize { return .tooLarge }
    entityTag = answer.value(forHTTPHeaderField: "ETag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
    onProgress(part.count, total)
    return nil
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard outcome == nil, !isStopped.load(ordering: .relaxed) else { return }
    guard part.count + data.count <= policy.maximumSize else {
      outcome = .tooLarge
      return dataTask.cancel()
    }
    do {
      try data.withUnsafeBytes { bytes in
        Result { () throws(FileError) in try part.append(bytes) }
      }.get()
      received += data.count
      onProgress(part.count, total)
    } catch {
      outcome = .unwritable(error)
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    let isDowngraded = task.originalRequest?.url?.scheme == "https" && request.url?.scheme == "http"
    guard WeightAddress.isWeb(request.url), !isDowngraded else {
      outcome = .refused(status: response.statusCode)
      completionHandler(nil)
      return task.cancel()
    }
    completionHandler(request)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if outcome == nil {
      if let error {
        // Redirects without end will not end the next time either.
        outcome =
          (error as NSError).code == NSURLErrorHTTPTooManyRedirects
          ? .refused(status: 302) : .broken(reason: Self.words(for: error))
      } else if let total, part.count < total {
        outcome = .broken(reason: "the connection ended after \(part.count) of \(total) bytes")
      } else {
        outcome = .complete
      }
    }
    ended.signal()
  }

  private static func words(for error: any Error) -> String {
    let text = (error as NSError).localizedDescription
    return text.isEmpty ? "\(error)" : text
  }
}
