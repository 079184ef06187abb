import Files
import Foundation
import ImageCodec
import LesionImage
import Parallelism
import Synchronization

/// Puts a synthetic data set on the disk such that a stop at any moment leaves either a complete data
/// set or one without labels, never half a file.
struct SyntheticDatasetWriter: Sendable {
  /// Raised when the drawing changes, so that no folder ever mixes two ways of drawing.
  private static let drawingVersion = 1
  private static let noticeName = "SYNTHETIC.txt"
  private static let firstLine = "These pictures are drawn by a program: Lentigo synthetic lesions."
  private static let quality = 90

  private let dataset: SyntheticDataset
  private let patients: SyntheticPatients
  private let directory: String

  init(_ dataset: SyntheticDataset, directory: String) {
    self.dataset = dataset
    patients = SyntheticPatients(dataset)
    self.directory = directory
  }

  private var imageDirectory: String { directory + "/images" }
  private var labelsPath: String { directory + "/train.csv" }
  private var noticePath: String { directory + "/" + Self.noticeName }

  private var notice: String {
    """
    \(Self.firstLine)
    No patient was photographed. A model trained on them knows nothing about skin cancer.

    version \(Self.drawingVersion), \(dataset.count) pictures of \(dataset.side) pixels, \
    malignant share \(dataset.malignantShare), seed \(dataset.seed)

    """
  }

  func write(
    progress: (@Sendable (Int, Int) -> Void)?, isCancelled: @Sendable () -> Bool
  ) throws(DatasetError) {
    try makeDirectory(directory)
    let present = try prepare()
    try makeDirectory(imageDirectory)
    let done = Atomic(0)
    try Parallel.forEach(count: dataset.count) { (index: Int) throws(DatasetError) in
      guard !isCancelled() else {
        throw DatasetError(
          code: .cancelled,
          message: "Stopped; the same command completes '\(directory)'.", path: directory)
      }
      let name = SyntheticPatients.imageName(index) + ".jpg"
      if !present.contains(name) { try writePicture(index, to: imageDirectory + "/" + name) }
      progress?(done.add(1, ordering: .relaxed).newValue, dataset.count)
    }
    try write(table, to: labelsPath)
  }

  /// Takes the folder over, and names the pictures in it that this same data set already has.
  private func prepare() throws(DatasetError) -> Set<String> {
    let entries = try DirectoryListing.names(in: directory)
    guard !entries.isEmpty else {
      try write(notice, to: noticePath)
      return []
    }
    let found = try? String(contentsOfFile: noticePath, encoding: .utf8)
    guard let found, found.hasPrefix(Self.firstLine) else {
      throw DatasetError(
        code: .directoryInUse,
        message: "'\(directory)' holds other files, which stay as they are; name a new folder.",
        path: directory)
    }
    let pictures =
      DirectoryListing.isDirectory(imageDirectory)
      ? try DirectoryListing.names(in: imageDirectory).filter(Self.isPictureName) : []
    if found == notice { return Set(pictures) }
    // Labels go first: no moment may show them beside pictures that they do not belong to.
    for path in [labelsPath] + pictures.map({ imageDirectory + "/" + $0 }) { try remove(path) }
    try write(notice, to: noticePath)
    return []
  }

  private static func isPictureName(_ name: String) -> Bool {
    name.hasPrefix("SYN_") && name.hasSuffix(".jpg")
      && name.dropFirst(4).dropLast(4).allSatisfy { $0.isASCII && $0.isNumber }
  }

  private var table: String {
    let header =
      "image_name,patient_id,sex,age_approx,anatom_site_general_challenge,diagnosis,"
      + "benign_malignant,target\n"
    return patients.records.reduce(into: header) { table, record in
      let fields = [
        record.imageName, record.patientID, record.sex, record.age.map { "\($0)" }, record.site,
        record.diagnosis, record.isMalignant ? "malignant" : "benign",
        record.isMalignant ? "1" : "0",
      ]
      table += fields.map { $0 ?? "" }.joined(separator: ",") + "\n"
    }
  }

  private func writePicture(_ index: Int, to path: String) throws(DatasetError) {
    let bytes: [UInt8]
    do throws(ImageCodecError) {
      bytes = try ImageCodec.encodeJPEG(patients.picture(at: index), quality: Self.quality)
    } catch {
      throw Self.notWritable(path, "\(error)", cause: error)
    }
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw Self.notWritable(path, "\(error)", cause: error)
    }
  }

  private func write(_ text: String, to path: String) throws(DatasetError) {
    do throws(FileError) {
      try AtomicFile.write(text, to: path)
    } catch {
      throw Self.notWritable(path, "\(error)", cause: error)
    }
  }

  private func makeDirectory(_ path: String) throws(DatasetError) {
    guard !DirectoryListing.isDirectory(path) else { return }
    let parent = FilePath.folder(of: path)
    if !parent.isEmpty, parent != path { try makeDirectory(parent) }
    guard mkdir(path, 0o777) != 0 else { return }
    // Something exists but is no folder, unless another process has just made it.
    let systemError = errno == EEXIST ? ENOTDIR : errno
    guard !DirectoryListing.isDirectory(path) else { return }
    let error = FileError(action: .write, path: path, systemError: systemError)
    throw Self.notWritable(path, "\(error)", cause: error)
  }

  private func remove(_ path: String) throws(DatasetError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw Self.notWritable(
        path,
        "The old '\(path)' cannot be removed (\(error.localizedDescription)); check its "
          + "permissions.", cause: error)
    }
  }

  private static func notWritable(
    _ path: String, _ message: String, cause: any Error
  ) -> DatasetError {
    DatasetError(code: .notWritable, message: message, path: path, cause: cause)
  }
}
