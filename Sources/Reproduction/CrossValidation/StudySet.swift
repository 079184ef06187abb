import Dataset

/// A data set and what a study calls it.
public struct StudySet: Sendable {
  /// Such as the folder's name.
  public var name: String
  public var manifest: Manifest

  public init(name: String, manifest: Manifest) {
    self.name = name
    self.manifest = manifest
  }
}
