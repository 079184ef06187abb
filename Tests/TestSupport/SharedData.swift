import Foundation

/// Finds the folder of real data that some tests need.
///
/// The folder is never part of the repository. It is the one named by the environment variable
/// `LENTIGO_SHARED`, else `shared` beside the package's root. Tests that need it say so:
///
///     @Test(.enabled(if: SharedData.path("data/isic2020/train.csv") != nil, "needs ISIC 2020"))
public enum SharedData {
  /// Absolute path of the folder, or nil where there is none.
  public static let root: String? = {
    let named = ProcessInfo.processInfo.environment["LENTIGO_SHARED"]
    return root(named: named, besidePackageAt: packageRoot)
  }()

  /// Absolute path of the package that this file belongs to.
  public static let packageRoot: String = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Absolute path of a file or folder in the shared data, or nil where it does not exist.
  public static func path(_ relativePath: String) -> String? {
    guard let root else { return nil }
    let path = URL(fileURLWithPath: root).appendingPathComponent(relativePath).path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The rule behind `root`: a named folder wins, and is taken to be absent where it is no folder,
  /// so that `LENTIGO_SHARED=` switches every test on real data off.
  package static func root(named: String?, besidePackageAt packageRoot: String) -> String? {
    let path =
      named
      ?? URL(fileURLWithPath: packageRoot).deletingLastPathComponent()
      .appendingPathComponent("shared").path
    guard !path.isEmpty else { return nil }
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isDirectory) else {
      return nil
    }
    return isDirectory.boolValue ? absolute : nil
  }
}
