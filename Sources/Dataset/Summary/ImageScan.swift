import ImageCodec
import Parallelism

/// What one look at every image file says: sizes, hashes and which files are broken.
public struct ImageScan: Sendable {
  /// Width and height in pixels of each upright picture; nil where the file is broken.
  public let sizes: [SIMD2<Int>?]
  /// nil where the file could not be read.
  public let contentHashes: [ContentHash?]
  public let failures: [ImageFailure]
  public let statistics: LoadStatistics

  /// Reads the records' files on all cores. Each is decoded to its end, since files are broken at
  /// their ends most of all, but JPEGs at an eighth of their size.
  ///
  /// - Parameters: `progress` and `isCancelled` as of `ImageStore.load`.
  /// - Throws: `cancelled`.
  public static func run(
    _ records: [LesionRecord], workers: Int = Parallel.workerCount,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) throws(DatasetError) -> ImageScan {
    let reader = ImageReader(paths: records.map(\.path), minimumSide: 1)
    let monitor = LoadMonitor(total: records.count, progress: progress)
    let readings = try Parallel.map(count: records.count, workers: workers) {
      (index) throws(DatasetError) -> ImageStoreReading in
      if isCancelled() {
        throw DatasetError(code: .cancelled, message: "Reading the images was stopped.")
      }
      return monitor.measure {
        let reading = reader.read(index)
        switch reading.result {
        case .success(let decoded):
          return ImageStoreReading(
            hash: reading.hash, sourceSize: SIMD2(decoded.sourceWidth, decoded.sourceHeight))
        case .failure(let error):
          return ImageStoreReading(
            hash: reading.hash,
            failure: ImageFailure(
              index: index, path: records[index].path, message: error.message))
        }
      }
    }
    return ImageScan(
      sizes: readings.map(\.sourceSize), contentHashes: readings.map(\.hash),
      failures: readings.compactMap(\.failure),
      statistics: monitor.statistics(workerCount: min(workers, max(1, records.count))))
  }
}
