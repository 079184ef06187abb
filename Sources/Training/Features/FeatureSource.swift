import Dataset
import Files
import LesionImage
import NeuralNetwork

/// Streams the frozen backbone's features of images, batch by batch, from all cores, from memory or
/// from the disk: the rows are the same wherever they come from.
package final class FeatureSource {
  private let store: ImageStore
  private let pipeline: BatchPipeline<FeatureExtractor>
  private let shelf: FeatureShelf?
  /// The unaugmented features of `keep`'s images: in memory as far as its budget goes,
  private var cache: FeatureCache?
  /// and where the shelf has those beyond it.
  private var shelved: [Int: FeatureShelf.Place] = [:]

  /// - Parameters:
  ///   - plan: of a `Network.pooledFeatures`.
  ///   - threads: at least 1; shows in the time only, never in the features.
  package convenience init(
    store: ImageStore, plan: ExecutionPlan, batchSize: Int, threads: Int
  ) {
    self.init(store: store, plan: plan, batchSize: batchSize, threads: threads, shelf: nil)
  }

  /// - Parameter shelf: where features are kept for other trainings; of the same plan.
  init(
    store: ImageStore, plan: ExecutionPlan, batchSize: Int, threads: Int,
    shelf: FeatureShelf?
  ) {
    self.store = store
    self.shelf = shelf
    pipeline = BatchPipeline(
      workers: (0..<threads).map { _ in FeatureExtractor(plan) }, rowLength: plan.outputCount,
      batchSize: batchSize)
  }

  /// Computes the unaugmented features of images once and keeps them for later streams.
  ///
  /// - Parameters:
  ///   - parts: the images, in groups that other trainings may want too.
  ///   - budget: bytes that may be kept in memory.
  ///   - progress: receives how many images are done, and says whether to go on.
  func keep(
    _ parts: [[Int]], budget: Int, progress: (Int) -> Bool
  ) throws(TrainingError) {
    let length = pipeline.rowLength
    let total = parts.reduce(0) { $0 + $1.count }
    var kept = FeatureCache(rowLength: length, budget: budget, expected: total)
    var done = 0
    var goesOn = true
    for images in parts {
      let places = shelf?.stream(of: images, in: store)
      // With memory and disk full, rows would be computed only to be thrown away; what an earlier
      // training left on the disk is still there.
      var hasRoom = !kept.isFull || shelf?.acceptsMore == true
      if hasRoom {
        try stream(images, through: places, keeps: true) { (batch, rows) throws(TrainingError) in
          for (row, image) in images[batch].enumerated() {
            kept.keep(rows[row * length..<(row + 1) * length], of: image)
          }
          goesOn = progress(done + batch.upperBound)
          hasRoom = !kept.isFull || shelf?.acceptsMore == true
          return goesOn && hasRoom
        }
      }
      if let places { shelved.merge(places.places(of: images)) { first, _ in first } }
      done += images.count
      if !goesOn { break }
    }
    cache = kept
  }

  /// Streams the unaugmented features of `images` in order.
  package func stream(_ images: [Int], consume: FeatureConsumer) throws(TrainingError) {
    try stream(images, augmentation: nil, consume: consume)
  }

  /// Streams the features of `images` in order.
  ///
  /// - Parameters:
  ///   - images: indices in the store, repeats allowed.
  ///   - start: the first position; a multiple of the batch size.
  ///   - augmentation: what is done to the images; nil leaves all as they are.
  ///   - keeps: whether the shelf shall have the augmented rows.
  ///   - consume: receives the positions and features of a batch on the caller's thread, and says
  ///     whether to go on.
  func stream(
    _ images: [Int], from start: Int = 0, augmentation: AugmentedStream?,
    keeps: Bool = false, consume: FeatureConsumer
  ) throws(TrainingError) {
    let places = augmentation.flatMap { shelf?.stream(of: images, in: store, augmentation: $0) }
    try stream(
      images, from: start, augmentation: augmentation, through: places, keeps: keeps,
      consume: consume)
  }

  /// Takes whole blocks from the shelf where it has them, and computes the others.
  private func stream(
    _ images: [Int], from start: Int = 0, augmentation: AugmentedStream? = nil,
    through shelf: FeatureShelf.Stream?, keeps: Bool, consume: FeatureConsumer
  ) throws(TrainingError) {
    guard let shelf else {
      _ = try compute(start..<images.count, of: images, augmentation, consume: consume)
      return
    }
    var position = start
    while position < images.count {
      if let (range, rows) = shelf.rows(at: position) {
        guard try Self.replay(rows, range, from: position, batch: pipeline.batchSize, consume)
        else { return }
        position = range.upperBound
        continue
      }
      let missing = position..<shelf.endOfMissing(from: position)
      var writer = keeps ? shelf.writer(from: position) : nil
      let goesOn = try compute(missing, of: images, augmentation) {
        (batch, rows) throws(TrainingError) in
        writer?.append(rows, at: batch)
        return try consume(batch, rows)
      }
      guard goesOn else { return }
      position = missing.upperBound
    }
  }

  /// Hands on rows that lie in memory; returns whether to go on.
  private static func replay(
    _ rows: [Float], _ range: Range<Int>, from start: Int, batch size: Int,
    _ consume: FeatureConsumer
  ) throws(TrainingError) -> Bool {
    let length = rows.count / range.count
    for first in stride(from: start, to: range.upperBound, by: size) {
      let batch = first..<min(first + size, range.upperBound)
      let goesOn = try rows.withUnsafeBufferPointer { rows in
        Result { () throws(TrainingError) in
          let from = (first - range.lowerBound) * length
          return try consume(
            batch, UnsafeBufferPointer(rebasing: rows[from..<from + batch.count * length]))
        }
      }.get()
      guard goesOn else { return false }
    }
    return true
  }

  /// Runs the backbone, or takes what `keep` kept; returns whether to go on.
  private func compute(
    _ positions: Range<Int>, of images: [Int], _ augmentation: AugmentedStream?,
    consume: FeatureConsumer
  ) throws(TrainingError) -> Bool {
    let (store, shelf, first) = (store, shelf, positions.lowerBound)
    let cache = augmentation == nil ? cache : nil
    let shelved = augmentation == nil ? shelved : [:]
    var goesOn = true
    try pipeline.run(
      count: positions.count,
      produce: { (extractor, offset, row) throws(TrainingError) in
        let image = images[first + offset]
        if let cache, cache.copy(image, to: row) { return }
        if let place = shelved[image], shelf?.copy(place, to: row) == true { return }
        let drawn = augmentation?.augmentation(at: first + offset)
        do {
          try store.withPixels(at: image) { pixels in
            extractor.extract(pixels, augmentation: drawn, into: row)
          }
        } catch {
          throw TrainingError(
            .unusableData, "The pixels of image \(image) are no longer there.", cause: error)
        }
      },
      consume: { (batch, rows) throws(TrainingError) in
        goesOn = try consume(first + batch.lowerBound..<first + batch.upperBound, rows)
        return goesOn
      })
    return goesOn
  }
}

/// Receives the positions and features of a batch, and says whether to go on.
package typealias FeatureConsumer =
  (Range<Int>, UnsafeBufferPointer<Float>) throws(TrainingError) -> Bool
