/// Something wrong with one row of the labels or with its image.
public struct ManifestProblem: Sendable, Equatable, Codable {
  /// What is wrong. Kinds with `leavesRowOut` cost the row; the others only the field in question.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// More or fewer fields than the header has, so that no field can be trusted.
    case raggedRow = "ragged-row"
    /// Quotes that do not pair up.
    case malformedQuotes = "malformed-quotes"
    /// No image name.
    case missingName = "missing-name"
    /// The image was already named, with the same label: the first row counts.
    case duplicateRow = "duplicate-row"
    /// The image is named again with another label: no row counts.
    case contradictingDuplicate = "contradicting-duplicate"
    /// No label.
    case missingLabel = "missing-label"
    /// A label that is neither 0 nor 1 (nor `benign` or `malignant`, where those are the labels).
    case invalidLabel = "invalid-label"
    /// `target` says another thing than `benign_malignant` or `diagnosis`.
    case contradictingLabel = "contradicting-label"
    /// No image file of this name.
    case missingImage = "missing-image"
    /// Several files of this name: the first of .jpg, .jpeg, .png counts.
    case ambiguousImage = "ambiguous-image"
    /// An age that is no number in 0...120: taken as unknown.
    case invalidAge = "invalid-age"

    /// Whether the row is left out of the records.
    public var leavesRowOut: Bool {
      switch self {
      case .ambiguousImage, .invalidAge: false
      default: true
      }
    }
  }

  public let kind: Kind
  /// The row's first line in the labels file, from 1.
  public let line: Int
  /// The image's name, where the row has one.
  public let imageName: String?
  /// One sentence for people, without the line number.
  public let message: String

  public init(kind: Kind, line: Int, imageName: String? = nil, message: String) {
    self.kind = kind
    self.line = line
    self.imageName = imageName
    self.message = message
  }
}

extension ManifestProblem: CustomStringConvertible {
  public var description: String {
    let name = imageName.map { " \($0)" } ?? ""
    return "line \(line)\(name): \(message)"
  }
}
