import LesionImage
import Parallelism
import Synchronization

/// The skin tones of many images, measured on all cores.
public enum SkinToneScan {
  /// Images are decoded no smaller than this on their shorter side.
  private static let minimumSide = 192

  /// The tone of each record's image; nil where it cannot be decoded, shows too little skin, or was
  /// not reached before cancellation.
  ///
  /// - Parameters:
  ///   - progress: receives how many images are done, rising by one; from several threads, one at a
  ///     time.
  ///   - isCancelled: asked before each image.
  public static func run(
    _ records: [LesionRecord], workers: Int = Parallel.workerCount,
    progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [SkinTone?] {
    let reader = ImageReader(paths: records.map(\.path), minimumSide: minimumSide)
    let done = Mutex(0)
    return Parallel.map(count: records.count, workers: workers) { index -> SkinTone? in
      guard !isCancelled() else { return nil }
      let tone = (try? reader.decode(index)).flatMap { SkinTone.measure($0.image) }
      done.withLock { done in
        done += 1
        progress(done)
      }
      return tone
    }
  }
}
