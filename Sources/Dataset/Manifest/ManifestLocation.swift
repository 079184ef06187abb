import Files
import Foundation

/// Where the labels and the images of a data set are.
public struct ManifestLocation: Sendable, Equatable {
  public let labels: String
  /// The folder that holds the image files; nil to load labels only.
  public let images: String?

  public init(labels: String, images: String?) {
    self.labels = labels
    self.images = images
  }

  /// Folders of a data set that may hold its images, the likeliest first.
  private static let imageFolders = ["images", "train", "jpeg/train", ""]

  /// Finds what was not said outright.
  ///
  /// The labels are `train.csv`, else the one `*GroundTruth.csv`, else `labels.csv`. The images lie
  /// in `images/`, `train/`, `jpeg/train/` or the folder itself: the one with the most image files
  /// named in the labels, so that a folder with other files in it does no harm.
  ///
  /// - Parameters:
  ///   - directory: the data set's folder; may be nil where both other paths are given.
  ///   - labels: the table of labels, where it has another name or place.
  ///   - images: the folder of images, where it is another one.
  /// - Throws: `DatasetError` with `noLabels`, `ambiguousLabels`, `noImages` or `unreadable`.
  public static func find(
    directory: String?, labels: String? = nil, images: String? = nil
  ) throws(DatasetError) -> ManifestLocation {
    let labels = if let labels { labels } else { try findLabels(in: directory) }
    if let images { return ManifestLocation(labels: labels, images: images) }
    let folder = try findImages(in: directory, labels: labels) { () throws(DatasetError) in
      try LabelReader(path: labels).imageNames
    }
    return ManifestLocation(labels: labels, images: folder)
  }

  static func findLabels(in directory: String?) throws(DatasetError) -> String {
    guard let directory else {
      throw DatasetError(
        code: .noLabels, message: "No table of labels was named: add --labels FILE.")
    }
    let names = try DirectoryListing.names(in: directory)
    func matches(_ test: (String) -> Bool) -> [String] {
      names.filter { !$0.hasPrefix(".") && test($0.lowercased()) }
    }
    for candidates in [
      matches { $0 == "train.csv" }, matches { $0.hasSuffix("groundtruth.csv") },
      matches { $0 == "labels.csv" },
    ] where !candidates.isEmpty {
      guard candidates.count == 1 else {
        throw DatasetError(
          code: .ambiguousLabels,
          message: "\(directory) has several tables of labels "
            + "(\(candidates.joined(separator: ", "))): choose one with --labels FILE.",
          path: directory)
      }
      return directory + "/" + candidates[0]
    }
    throw DatasetError(
      code: .noLabels,
      message: "\(directory) has no train.csv, *GroundTruth.csv or labels.csv: "
        + "name the table of labels with --labels FILE and the images with --images DIR.",
      path: directory)
  }

  /// - Parameter imageNames: the images named in the table `labels`; asked for only once it is clear
  ///   that there is a folder to look into.
  static func findImages(
    in directory: String?, labels: String, imageNames: () throws(DatasetError) -> [String]
  ) throws(DatasetError) -> String {
    guard let directory else {
      throw DatasetError(
        code: .noImages, message: "No folder of images was named: add --images DIR.")
    }
    let names = try imageNames()
    var best: (path: String, count: Int)?
    for folder in imageFolders {
      let path = folder.isEmpty ? directory : directory + "/" + folder
      guard DirectoryListing.isDirectory(path) else { continue }
      let files = try ImageDirectory(path: path)
      let count = names.count { files[$0] != nil }
      if count > best?.count ?? 0 { best = (path, count) }
    }
    guard let best else {
      throw DatasetError(
        code: .noImages,
        message: "No image named in \(labels) was found as .jpg, .jpeg or .png in images/, train/, "
          + "jpeg/train/ or the top of \(directory): name their folder with --images DIR.",
        path: directory)
    }
    return best.path
  }
}
