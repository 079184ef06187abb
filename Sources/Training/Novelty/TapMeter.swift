import Dataset
import ImageCodec
import LesionImage
import NeuralNetwork
import Parallelism
import Screening
import Synchronization

/// What a network's tap says of many image files, each on the road of `Screener`, over all cores.
struct TapMeter: Sendable {
  /// With a tap.
  let plan: ExecutionPlan
  let preprocessing: Preprocessing
  let threads: Int

  /// The tap's values of each file; nil for files that cannot be read, and behind a
  /// cancellation.
  ///
  /// - Parameters:
  ///   - progress: receives how many files are done, rising by one; called from several threads, one at a
  ///     time.
  ///   - isCancelled: asked before each file.
  func values(
    of files: [String], progress: @Sendable (Int) -> Void, isCancelled: @Sendable () -> Bool
  ) -> [[Float]?] {
    let reader = ImageReader(paths: files, minimumSide: preprocessing.minimumSide)
    let state = Mutex((rows: [[Float]?](repeating: nil, count: files.count), done: 0))
    Parallel.forEach(count: files.count, workers: threads) {
      InferenceSession(plan)
    } _: { session, index in
      guard !isCancelled() else { return }
      let decoded = try? reader.decode(index)
      let row = decoded.flatMap { self.row(of: $0.image, session) }
      state.withLock { state in
        state.rows[index] = row
        state.done += 1
        progress(state.done)
      }
    }
    return state.withLock { $0.rows }
  }

  private func row(of image: RGBImage, _ session: InferenceSession) -> [Float]? {
    guard let input = session.input.baseAddress else { return nil }
    preprocessing.prepare(image, into: input)
    return withExtendedLifetime(session) {
      _ = session.run()
      return [Float](session.tap)
    }
  }
}
