import Foundation
import ImageCodec
import LesionImage
import Parallelism

extension ImageStore {
  /// Decodes the records' images on all cores and keeps them at `width` x `height`.
  ///
  /// - Parameters:
  ///   - records: with paths; the store's indices are positions in this list.
  ///   - width: in pixels, at least 1.
  ///   - height: in pixels, at least 1.
  ///   - mode: what happens to the picture's shape.
  ///   - memoryBudget: bytes of pixels to keep in memory; the rest goes to a temporary file. While
  ///     loading, each worker holds one more file (64 MiB at most) and one decoded picture: 3 MB for
  ///     a JPEG of 1024x768, 175 MB at most. Only pictures of more than 25 million pixels take more,
  ///     up to 700 MB, and of those one is decoded at a time.
  ///   - workers: threads to use.
  ///   - temporaryDirectory: where the temporary file goes; nil takes `TMPDIR`, else `/var/tmp`.
  ///   - progress: called with the images done so far, at most 20 times a second and once at the end,
  ///     from any thread but never twice at once.
  ///   - isCancelled: asked before each image.
  /// - Throws: `cancelled`, or `spillFailed` where the temporary file cannot be written. An image
  ///   that cannot be decoded is no error but one of `failures`.
  public static func load(
    _ records: [LesionRecord], width: Int, height: Int, mode: ResizeMode = .squash,
    memoryBudget: Int = defaultMemoryBudget, workers: Int = Parallel.workerCount,
    temporaryDirectory: String? = nil,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(DatasetError) -> ImageStore {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    let storage = try PixelStorage(
      slotCount: records.count, slotByteCount: 3 * width * height, memoryBudget: memoryBudget,
      directory: temporaryDirectory ?? defaultTemporaryDirectory)
    let reader = ImageReader(
      paths: records.map(\.path), minimumSide: RGBImage.minimumSide(width: width, height: height))
    let monitor = LoadMonitor(total: records.count, progress: progress)

    let readings = try Parallel.map(count: records.count, workers: workers) {
      (index) throws(DatasetError) -> ImageStoreReading in
      if isCancelled() {
        throw DatasetError(code: .cancelled, message: "Loading the images was stopped.")
      }
      return try monitor.measure { () throws(DatasetError) -> ImageStoreReading in
        let reading = reader.read(index)
        switch reading.result {
        case .failure(let error):
          let failure = ImageFailure(
            index: index, path: records[index].path, message: error.message)
          return ImageStoreReading(hash: reading.hash, failure: failure)
        case .success(let decoded):
          let image = decoded.image.resized(width: width, height: height, mode: mode)
          try storage.write(image, to: index)
          return ImageStoreReading(
            hash: reading.hash, sourceSize: SIMD2(decoded.sourceWidth, decoded.sourceHeight))
        }
      }
    }
    return ImageStore(
      width: width, height: height, storage: storage, readings: readings,
      statistics: monitor.statistics(workerCount: min(workers, max(1, records.count))))
  }

  /// `/var/tmp` rather than `/tmp`, which lies in memory on many systems: what is put there to save
  /// memory would take it.
  private static var defaultTemporaryDirectory: String {
    if let named = ProcessInfo.processInfo.environment["TMPDIR"], !named.isEmpty { return named }
    return access("/var/tmp", W_OK) == 0 ? "/var/tmp" : NSTemporaryDirectory()
  }
}

extension PixelStorage {
  fileprivate func write(_ image: RGBImage, to slot: Int) throws(DatasetError) {
    try image.pixels.withUnsafeBytes { bytes in
      Result { () throws(DatasetError) in try write(bytes, to: slot) }
    }.get()
  }
}
