import Dataset
import Files
import ImageCodec
import LesionImage
import Parallelism

/// Computes the features of image files on all cores.
struct FeatureExtraction: Sendable {
  /// Of the square that pictures are resized to, in pixels: the networks' input, which is what the
  /// paper resizes "all images" to (section 2).
  static let side = 224

  /// What came of one file.
  struct Reading: Sendable {
    /// nil where it could not even be read.
    var hash: ContentHash?
    var result: Result<FeatureRow, ImageCodecError>
  }

  let paths: [String]
  let store: FeatureStore
  let workers: Int

  /// One reading a path, in order.
  ///
  /// Each worker holds a file, its decoded picture and a workspace of a third of a megabyte.
  /// - Throws: `cancelled`; whatever was computed is in the store, and saved.
  func run(
    isCancelled: @Sendable () -> Bool, progress: @Sendable () -> Void
  ) throws(RadiomicsError) -> [Reading] {
    defer { store.save() }
    let reader = ImageReader(
      paths: paths, minimumSide: RGBImage.minimumSide(width: Self.side, height: Self.side))
    let readings = Slots<Reading>(count: paths.count)
    try Parallel.forEach(count: paths.count, workers: workers) {
      () throws(RadiomicsError) in
      RadiomicsFeatures()
    } _: { (workspace: inout RadiomicsFeatures, index: Int) throws(RadiomicsError) in
      if isCancelled() { throw RadiomicsError(.cancelled, "The features were not finished.") }
      readings.fill(index, with: read(index, reader: reader, using: &workspace))
      progress()
    }
    return readings.all
  }

  private func read(
    _ index: Int, reader: ImageReader, using workspace: inout RadiomicsFeatures
  ) -> Reading {
    // A file that cannot be read here fails again below, where the message is made.
    let hash = try? ContentHash(contentsOfFile: paths[index])
    if let hash, let known = store.row(of: hash) {
      return Reading(hash: hash, result: .success(known))
    }
    do throws(ImageCodecError) {
      let picture = try reader.decode(index).image
        .resized(width: Self.side, height: Self.side, mode: .squash)
      let row = FeatureRow(workspace.compute(picture))
      if let hash { store.keep(row, of: hash) }
      return Reading(hash: hash, result: .success(row))
    } catch {
      return Reading(hash: hash, result: .failure(error))
    }
  }
}
