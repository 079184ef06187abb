import LesionImage
import Training

/// Draws the images of each epoch, batch by batch.
///
/// The images of one class, source and diagnosis are a pool, which gives every batch its share of images, to
/// within one. A pool hands out each of its images once before it hands out any of them again, also
/// from one epoch to the next. What an epoch draws depends on nothing but the seed and the epoch.
package struct BatchSampler: Sendable {
  /// Images that are alike to the balance.
  struct Pool: Sendable {
    let images: [Int]
    /// Images drawn from it in an epoch.
    let quota: Int
  }

  let pools: [Pool]
  let seed: UInt64
  package let batchSize: Int
  /// Batches in an epoch, all full.
  package let batches: Int

  /// - Parameters:
  ///   - images: to draw from; not empty.
  ///   - labels: whether an image is malignant, by image.
  ///   - sources: the source of an image, by image.
  ///   - dataOfSource: the data set of a source, by source.
  ///   - diagnoses: the diagnosis of an image, by image; nil where it is not told apart.
  ///   - imagesPerEpoch: rounded down to whole batches, to one at least; nil takes the count of
  ///     images.
  package init(
    images: [Int], labels: [Bool], sources: [Int], dataOfSource: [Int], diagnoses: [Int?],
    balance: DrawBalance, imagesPerEpoch: Int?, batchSize: Int, seed: UInt64
  ) {
    self.batchSize = batchSize
    self.seed = seed
    batches = max(1, (imagesPerEpoch ?? images.count) / batchSize)
    let cells = Dictionary(grouping: images) {
      Cell(
        isMalignant: labels[$0], data: dataOfSource[sources[$0]], source: sources[$0],
        diagnosis: balance.diagnosisPower == 1 ? -1 : diagnoses[$0] ?? -1)
    }
    let order = cells.keys.sorted()
    let shares = Self.shares(of: order.map { ($0, cells[$0]?.count ?? 0) }, balance: balance)
    let quotas = Self.apportion(batches * batchSize, by: shares)
    pools = zip(order, quotas).map { Pool(images: cells[$0] ?? [], quota: $1) }
  }

  /// Images in an epoch.
  package var imagesPerEpoch: Int { batches * batchSize }

  /// The images of an epoch in the order of its batches.
  ///
  /// - Parameter epoch: from 1.
  package func order(epoch: Int) -> [Int] {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.order, UInt64(epoch))
    var places: [(key: Double, image: Int)] = []
    for (index, pool) in pools.enumerated() {
      // Equal distances spread a pool over the batches; where the first one falls is chance.
      let offset = generator.nextDouble()
      for (place, image) in drawn(from: pool, index: index, epoch: epoch).enumerated() {
        places.append(((Double(place) + offset) / Double(pool.quota), image))
      }
    }
    // Stable, since equal keys must not make the order depend on the sorting.
    let sorted = places.enumerated().sorted { a, b in
      (a.element.key, a.offset) < (b.element.key, b.offset)
    }.map(\.element.image)
    var order: [Int] = []
    order.reserveCapacity(sorted.count)
    for start in stride(from: 0, to: sorted.count, by: batchSize) {
      var batch = Array(sorted[start..<min(start + batchSize, sorted.count)])
      generator.shuffle(&batch)
      order += batch
    }
    return order
  }

  /// The pool's images of an epoch: a window on an endless row of shuffled packs.
  private func drawn(from pool: Pool, index: Int, epoch: Int) -> [Int] {
    let count = pool.images.count
    var position = (epoch - 1) * pool.quota
    let end = position + pool.quota
    var drawn: [Int] = []
    while position < end {
      let (pack, start) = position.quotientAndRemainder(dividingBy: count)
      var generator = SeededGenerator(
        seed: seed, stream: RandomStream.pack, UInt64(index), UInt64(pack))
      var images = pool.images
      generator.shuffle(&images)
      let taken = min(count - start, end - position)
      drawn += images[start..<start + taken]
      position += taken
    }
    return drawn
  }
}
