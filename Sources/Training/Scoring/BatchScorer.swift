import Dataset
import ImageCodec
import Parallelism
import Screening
import Synchronization

/// Scores many image files with one model over all cores.
///
/// Every image takes the road of `Screener`, so its score is that of the same image alone, to the
/// bit, whatever the number of threads. Memory: one decoded image and one arena a
/// thread, where pictures of more than 25 million pixels are decoded one at a time.
public struct BatchScorer: Sendable {
  public let model: ScreeningModel
  /// Threads that work at once, at least 1.
  public let threads: Int

  /// - Parameter threads: nil takes one a core.
  public init(_ model: ScreeningModel, threads: Int? = nil) {
    self.model = model
    self.threads = max(1, threads ?? Parallel.workerCount)
  }

  /// Scores the files in the order given.
  ///
  /// - Parameters:
  ///   - files: paths of JPEG or PNG files.
  ///   - progress: receives how many files are done, rising by one; called from several threads,
  ///     one at a time.
  ///   - isCancelled: asked before each file.
  /// - Returns: one result a file in the order given; after cancellation those before the first
  ///   file that was not reached.
  public func score(
    _ files: [String], progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [ScoredFile] {
    let reader = ImageReader(paths: files, minimumSide: model.preprocessing.minimumSide)
    let state = Mutex(
      (results: [Result<Answer, ImageCodecError>?](repeating: nil, count: files.count), done: 0))
    Parallel.forEach(count: files.count, workers: threads) {
      Screener(model)
    } _: { screener, index in
      guard !isCancelled() else { return }
      let result = Result { () throws(ImageCodecError) in
        let logit = screener.logit(try reader.decode(index).image)
        return Answer(logit: logit, novelty: screener.novelty)
      }
      state.withLock { state in
        state.results[index] = result
        state.done += 1
        progress(state.done)
      }
    }
    let results = state.withLock { $0.results }
    return zip(files, results).prefix { $0.1 != nil }.compactMap { path, result in
      result.map {
        ScoredFile(
          path: path, logit: $0.map(\.logit), novelty: (try? $0.get())?.novelty,
          calibration: model.calibration)
      }
    }
  }

  private struct Answer {
    let logit: Float
    let novelty: Float?
  }
}
