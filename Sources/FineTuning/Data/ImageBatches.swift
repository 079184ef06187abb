import Dataset
import LesionImage
import NeuralNetwork
import Training

/// Streams normalised pictures out of an `ImageStore`, batch by batch, augmented by threads of its own
/// while the caller's thread computes, so that it need not wait.
///
/// The pictures depend on their image, the seed, the epoch and the position, never on the threads.
package final class ImageBatches {
  private let store: ImageStore
  private let width: Int
  private let height: Int
  private let normalization: PixelNormalization
  private let pipeline: BatchPipeline<PicturePreparer>

  /// - Parameters:
  ///   - width: of the pictures that the network reads, in pixels; the store's may be larger.
  ///   - height: the same.
  ///   - batchSize: pictures in a batch, at least 1; the last one of a run may be smaller.
  ///   - workers: threads that prepare pictures, at least 1. They give way to the caller's.
  ///   - batchesInFlight: batches in memory, at least 1: one is consumed, the others are filled.
  package init(
    store: ImageStore, width: Int, height: Int, normalization: PixelNormalization, batchSize: Int,
    workers: Int = 2, batchesInFlight: Int = 3
  ) {
    self.store = store
    self.width = width
    self.height = height
    self.normalization = normalization
    pipeline = BatchPipeline(
      workers: (0..<workers).map { _ in
        PicturePreparer(width: width, height: height, normalization: normalization)
      }, rowLength: 3 * width * height, batchSize: batchSize, batchesInFlight: batchesInFlight,
      yieldsToCaller: true)
  }

  /// Streams pictures in order.
  ///
  /// - Parameters:
  ///   - images: indices in the store, repeats allowed, in the order of the epoch.
  ///   - start: the position of the first one to be consumed; batches begin there.
  ///   - augmentation: what is done to the images; nil only resizes them.
  ///   - positionOfRow: the position in the whole epoch of an index in `images`, where several
  ///     processes share an epoch and each has a part of it.
  ///   - isCancelled: asked before every batch.
  ///   - consume: receives each batch on the caller's thread, and says whether to go on.
  /// - Throws: `cancelled`, `unusableData` where the store's pixels can no longer be read, and what
  ///   `consume` throws.
  package func run(
    _ images: [Int], from start: Int = 0, augmentation: StrongAugmentedStream? = nil,
    positionOfRow: @escaping @Sendable (Int) -> Int = { $0 },
    isCancelled: () -> Bool = { false },
    consume: (ImageBatch) throws(TrainingError) -> Bool
  ) throws(TrainingError) {
    let (store, height, width) = (store, height, width)
    try pipeline.run(
      count: max(images.count - start, 0),
      produce: { (preparer, offset, row) throws(TrainingError) in
        let place = start + offset
        let drawn = augmentation?.augmentation(at: positionOfRow(place))
        do {
          try store.withPixels(at: images[place]) { pixels in
            preparer.prepare(
              pixels, width: store.width, height: store.height, augmentation: drawn, into: row)
          }
        } catch {
          throw TrainingError(
            .unusableData, "The pixels of image \(images[place]) are no longer there.", cause: error
          )
        }
      },
      consume: { (batch, rows) throws(TrainingError) in
        if isCancelled() { throw TrainingError(.cancelled, "The training was stopped.") }
        let positions = start + batch.lowerBound..<start + batch.upperBound
        return try consume(
          ImageBatch(
            positions: positions, images: images[positions], pixels: rows, height: height,
            width: width))
      })
  }
}
