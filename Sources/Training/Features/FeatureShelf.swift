import Dataset
import Files
import NeuralNetwork

/// An archive as one backbone sees it: finds and keeps the blocks of its streams.
struct FeatureShelf: Sendable {
  private let archive: FeatureArchive
  /// Of everything that decides a picture's features, the picture aside.
  private let backbone: Fingerprint
  private let rowLength: Int
  /// A multiple of the batch size, so that batches never straddle blocks.
  private let rowsInBlock: Int

  init(
    _ archive: FeatureArchive, backbone: BackboneFile, plan: ExecutionPlan, resizeMode: String,
    batchSize: Int
  ) {
    self.archive = archive
    rowLength = plan.outputCount
    rowsInBlock = batchSize * max(1, archive.rowsInBlock / batchSize)
    var fingerprint = backbone.fingerprint
    fingerprint.combine("\(plan.network.architecture) \(backbone.origin) \(resizeMode)")
    fingerprint.combine("\(plan.instructionSet) \(softwareVersion)")
    fingerprint.combine(UInt64(rowsInBlock))
    self.backbone = fingerprint
  }

  /// Whether rows that are computed now would be kept.
  var acceptsMore: Bool { archive.acceptsMore }

  /// Where a row lies.
  struct Place {
    fileprivate let block: FeatureBlock
    fileprivate let row: Int
  }

  /// Copies a row that `Stream.places` found; false where it has gone.
  func copy(_ place: Place, to row: UnsafeMutablePointer<Float>) -> Bool {
    archive.copyRow(place.row, of: place.block, to: row)
  }

  /// The stream of some images' features.
  func stream(
    of images: [Int], in store: ImageStore, augmentation: AugmentedStream? = nil
  ) -> Stream {
    var fingerprint = backbone
    augmentation?.combine(into: &fingerprint)
    fingerprint.combine(UInt64(images.count))
    for image in images { fingerprint.combine(store.contentHashes[image]?.value ?? 0) }
    return Stream(
      archive: archive, fingerprint: fingerprint, count: images.count, rowLength: rowLength,
      rowsInBlock: rowsInBlock)
  }

  /// Rows in a fixed order, in blocks.
  struct Stream {
    fileprivate let archive: FeatureArchive
    fileprivate let fingerprint: Fingerprint
    fileprivate let count: Int
    fileprivate let rowLength: Int
    fileprivate let rowsInBlock: Int

    private func range(of index: Int) -> Range<Int> {
      index * rowsInBlock..<min((index + 1) * rowsInBlock, count)
    }

    private func block(_ index: Int) -> FeatureBlock {
      FeatureBlock(
        stream: fingerprint, index: index, rowLength: rowLength, rowCount: range(of: index).count)
    }

    /// The block that a position lies in, where the archive has it.
    func rows(at position: Int) -> (range: Range<Int>, rows: [Float])? {
      let index = position / rowsInBlock
      return archive.rows(of: block(index)).map { (range(of: index), $0) }
    }

    /// Where the next block begins that the archive has, else the end.
    func endOfMissing(from position: Int) -> Int {
      var index = position / rowsInBlock + 1
      while index * rowsInBlock < count, !archive.has(block(index)) { index += 1 }
      return min(index * rowsInBlock, count)
    }

    /// The places of the images whose rows the archive has.
    func places(of images: [Int]) -> [Int: Place] {
      var places: [Int: Place] = [:]
      for start in stride(from: 0, to: count, by: rowsInBlock) {
        let block = block(start / rowsInBlock)
        guard archive.has(block) else { continue }
        for row in 0..<block.rowCount {
          places[images[start + row]] = Place(block: block, row: row)
        }
      }
      return places
    }

    /// Writes blocks as their rows come, from a position on.
    func writer(from position: Int) -> Writer { Writer(stream: self, from: position) }

    /// Gathers rows until a block is whole. A block whose beginning it did not see is not kept.
    struct Writer {
      private let stream: Stream
      /// Where the first whole block begins.
      private let first: Int
      private var rows: [Float] = []

      fileprivate init(stream: Stream, from position: Int) {
        self.stream = stream
        let size = stream.rowsInBlock
        first = (position + size - 1) / size * size
      }

      /// Takes the rows of a batch.
      mutating func append(_ batch: UnsafeBufferPointer<Float>, at positions: Range<Int>) {
        guard positions.lowerBound >= first else { return }
        let block = stream.block(positions.lowerBound / stream.rowsInBlock)
        rows += batch
        guard rows.count == block.rowCount * block.rowLength else { return }
        rows.withUnsafeBufferPointer { _ = stream.archive.keep($0, as: block) }
        rows.removeAll(keepingCapacity: true)
      }
    }
  }
}
