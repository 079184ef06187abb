import Dataset
import Files
import Foundation

/// Image files as arguments name them.
enum ImageFiles {
  private static let extensions: Set<String> = ["jpg", "jpeg", "png"]

  /// The file itself, or a folder's images (not those of folders inside it) sorted by name.
  ///
  /// - Throws: `UnusableFolder`. A missing file is none: reading it will say so.
  static func expand(_ path: String) throws(UnusableFolder) -> [String] {
    guard DirectoryListing.isDirectory(path) else { return [path] }
    let names: [String]
    do {
      names = try DirectoryListing.entries(in: path)
    } catch {
      throw UnusableFolder(description: "\(error)")
    }
    let images = names.filter {
      !$0.hasPrefix(".") && extensions.contains(($0 as NSString).pathExtension.lowercased())
    }
    guard !images.isEmpty else {
      throw UnusableFolder(
        description: "\(path): the folder has no .jpg, .jpeg or .png file; folders inside it are "
          + "not looked into.")
    }
    return images.map { (path as NSString).appendingPathComponent($0) }
  }

  /// The name without folder and extension, quoted where CSV needs it.
  static func csvName(of path: String) -> String {
    let name = (FilePath.name(of: path) as NSString).deletingPathExtension
    return csvField(name)
  }

  /// A field of a CSV, quoted where it must be.
  static func csvField(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}

/// A folder of images that cannot be used.
struct UnusableFolder: Error, CustomStringConvertible {
  let description: String
}
