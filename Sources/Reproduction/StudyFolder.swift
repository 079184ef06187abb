import Files
import Foundation

/// The folder of a long run's results.
enum StudyFolder {
  /// Makes the folder and those in it, unless they are there.
  ///
  /// - Throws: `ReproductionError` with the code `unwritable`.
  static func make(_ output: String, subfolders: [String]) throws(ReproductionError) {
    for folder in [""] + subfolders {
      let path = folder.isEmpty ? output : (output as NSString).appendingPathComponent(folder)
      guard mkdir(path, 0o777) == 0 || errno == EEXIST, DirectoryListing.isDirectory(path),
        access(path, W_OK) == 0
      else {
        throw ReproductionError(
          .unwritable,
          "\(path) cannot be written to (\(String(cString: strerror(errno)).lowercased())): name "
            + "another folder with --output.")
      }
    }
  }
}
