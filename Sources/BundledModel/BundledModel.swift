import Foundation

/// The model that comes with the package, found wherever the build put it. Nothing is downloaded.
///
/// SwiftPM copies the folder `Models/` beside the executable, with which it moves. The generated
/// `Bundle.module` is not used: that ends the program where the copy is missing.
public enum BundledModel {
  /// What the model is called, in help and lists.
  public static let name = "mobilenet-v3-small"
  /// The model's file in `Models/`.
  public static let fileName = "mobilenet-v3-small.safetensors"
  /// Its card in `Models/`: data, licences, figures, limits.
  public static let cardName = "MODEL_CARD.md"

  /// The model's file.
  ///
  /// - Throws: `BundledModelError` where this copy of the program has none.
  public static func path() throws(BundledModelError) -> String {
    guard let path = location(of: fileName) else {
      throw BundledModelError(program: Self.program, folder: folders.first ?? ".")
    }
    return path
  }

  /// The model's card; nil where this copy of the program has none.
  public static var cardPath: String? { location(of: cardName) }

  /// SHA-256 of the model as it was bundled, 64 hexadecimal digits; nil where there is no record.
  public static var recordedHash: String? {
    guard let path = location(of: fileName + ".sha256"),
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return nil }
    let digits = text.prefix { $0.isHexDigit }
    return digits.count == 64 ? String(digits) : nil
  }

  private static func location(of name: String) -> String? {
    folders.lazy.map { $0 + "/" + name }.first { FileManager.default.isReadableFile(atPath: $0) }
  }

  /// The program, without the links that may lead to it.
  private static var program: String {
    (Bundle.main.executableURL ?? Bundle.main.bundleURL).resolvingSymlinksInPath().path
  }

  /// Where the files may lie, the likeliest first: as built, and as installed by hand.
  private static var folders: [String] {
    let beside = (program as NSString).deletingLastPathComponent
    var bases = [beside, Bundle.main.bundleURL.path]
    if let resources = Bundle.main.resourceURL { bases.append(resources.path) }
    #if !os(Linux)
      bases += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent().path }
    #endif
    return bases.flatMap {
      [
        $0 + "/lentigo_BundledModel.resources/Models", $0 + "/lentigo_BundledModel.bundle/Models",
        $0 + "/lentigo_BundledModel.bundle/Contents/Resources/Models",
      ]
    } + [beside + "/../share/lentigo"]
  }
}
