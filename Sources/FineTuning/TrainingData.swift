import Dataset

/// A data set and what it is called.
public struct TrainingData: Sendable {
  /// What the model file calls it, such as the folder's name.
  public var name: String
  public var manifest: Manifest

  public init(name: String, manifest: Manifest) {
    self.name = name
    self.manifest = manifest
  }

  /// Where a record of this set comes from: the set, and within it the collection where the labels
  /// name one.
  func source(of record: LesionRecord) -> String {
    guard let source = record.source, !source.isEmpty else { return name }
    return "\(name)/\(source)"
  }
}
