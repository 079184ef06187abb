import Dataset
import LesionImage
import NeuralNetwork

/// Streams the frozen backbone's features of images, batch by batch, from all cores.
final class FeatureSource {
  private let store: ImageStore
  private let pipeline: BatchPipeline<FeatureExtractor>
  private var cache: FeatureCache?

  /// - Parameters:
  ///   - plan: of a `Network.pooledFeatures`.
  ///   - threads: at least 1; shows in the time only, never in the features.
  init(store: ImageStore, plan: ExecutionPlan, batchSize: Int, threads: Int) {
    self.store = store
    pipeline = BatchPipeline(
      workers: (0..<threads).map { _ in FeatureExtractor(plan) }, rowLength: plan.outputCount,
      batchSize: batchSize)
  }

  /// Computes the unaugmented features of `images` once and keeps them for later streams.
  ///
  /// - Parameters:
  ///   - budget: bytes that may be kept.
  ///   - progress: receives how many images are done, and says whether to go on.
  func keep(
    _ images: [Int], budget: Int, progress: (Int) -> Bool
  ) throws(TrainingError) {
    let length = pipeline.rowLength
    var kept = FeatureCache(rowLength: length, budget: budget, expected: images.count)
    try stream(images) { (batch, rows) throws(TrainingError) in
      for (row, image) in images[batch].enumerated() {
        kept.keep(rows[row * length..<(row + 1) * length], of: image)
      }
      return progress(batch.upperBound) && !kept.isFull
    }
    cache = kept
  }

  /// Streams the features of `images` in order.
  ///
  /// - Parameters:
  ///   - images: indices in the store, repeats allowed.
  ///   - augmentation: draws what is done to the image at a position; nil leaves all as they are.
  ///   - consume: receives the positions and features of a batch on the caller's thread, and says
  ///     whether to go on.
  func stream(
    _ images: [Int], augmentation: (@Sendable (Int) -> Augmentation)? = nil,
    consume: (Range<Int>, UnsafeBufferPointer<Float>) throws(TrainingError) -> Bool
  ) throws(TrainingError) {
    let store = store
    let cache = augmentation == nil ? cache : nil
    try pipeline.run(
      count: images.count,
      produce: { (extractor, position, row) throws(TrainingError) in
        let image = images[position]
        if let cache, cache.copy(image, to: row) { return }
        let drawn = augmentation?(position)
        do {
          try store.withPixels(at: image) { pixels in
            extractor.extract(pixels, augmentation: drawn, into: row)
          }
        } catch {
          throw TrainingError(
            .unusableData, "The pixels of image \(image) are no longer there.", cause: error)
        }
      }, consume: consume)
  }
}
