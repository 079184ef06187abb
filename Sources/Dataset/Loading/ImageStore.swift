import LesionImage

/// The images of a data set at the network's size, each decoded once.
///
/// Memory while loading is bounded by `memoryBudget` plus, for each worker, one file and its decoded
/// picture (see `load`); afterwards by `memoryBudget` plus one image for each thread that reads at
/// the same time. Pixels beyond the budget lie in a temporary file without a name.
public final class ImageStore: Sendable {
  /// Half a gibibyte: 3,566 images of 224x224.
  public static let defaultMemoryBudget = 512 << 20

  /// Size of every image in pixels.
  public let width, height: Int
  /// Records given to `load`, broken images included.
  public let count: Int
  /// Images that could not be decoded, by index.
  public let failures: [ImageFailure]
  /// The hash of each file's bytes; nil where the file could not be read.
  public let contentHashes: [ContentHash?]
  /// Width and height in pixels of each upright picture in its file; nil where it is broken.
  public let sourceSizes: [SIMD2<Int>?]
  /// How the loading went.
  public let statistics: LoadStatistics

  private let storage: PixelStorage
  private let isUsable: [Bool]

  init(
    width: Int, height: Int, storage: PixelStorage, readings: [ImageStoreReading],
    statistics: LoadStatistics
  ) {
    self.width = width
    self.height = height
    self.storage = storage
    self.statistics = statistics
    count = readings.count
    failures = readings.compactMap(\.failure)
    contentHashes = readings.map(\.hash)
    sourceSizes = readings.map(\.sourceSize)
    isUsable = readings.map { $0.failure == nil }
  }

  /// Bytes of pixels in memory at most.
  public var memoryByteCount: Int { storage.memorySlotCount * storage.slotByteCount }

  /// Bytes of pixels in the temporary file.
  public var spilledByteCount: Int {
    (count - storage.memorySlotCount) * storage.slotByteCount
  }

  /// Lends the pixels of the image at `index` to `body`: interleaved RGB in rows from the top,
  /// 0...255, `3 * width * height` values, valid during the call. Any number of threads may call it
  /// at once.
  ///
  /// - Throws: `brokenImage` for an image in `failures`, `spillFailed` where the temporary file can
  ///   no longer be read.
  /// - Precondition: `index` is in `0..<count`.
  public func withPixels<Result>(
    at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(DatasetError) -> Result {
    guard isUsable[index] else {
      let failure = failures.first { $0.index == index }
      throw DatasetError(
        code: .brokenImage,
        message: "\(failure?.path ?? "image \(index)"): \(failure?.message ?? "it is broken")",
        path: failure?.path)
    }
    return try storage.withBytes(of: index, body)
  }

  /// A copy of the image at `index`.
  /// - Throws: as `withPixels(at:_:)`.
  public func image(at index: Int) throws(DatasetError) -> RGBImage {
    try withPixels(at: index) { RGBImage(width: width, height: height, pixels: Array($0)) }
  }
}
