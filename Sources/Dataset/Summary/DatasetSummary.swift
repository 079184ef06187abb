/// What is in a data set, and what is wrong with it: the figures of `lentigo dataset inspect`.
public struct DatasetSummary: Sendable, Equatable, Codable {
  /// The table of labels.
  public let labels: String
  /// The folder of images; nil where only labels were counted.
  public let images: String?
  /// Rows of the table, usable or not.
  public let rowCount: Int
  /// Images with a usable row, broken ones included.
  public let classes: ClassCount
  public let patients: PatientCount
  /// Sizes of the pictures in their files; nil where none was read.
  public let sizes: SizeCount?
  /// How often each kind of problem with a row occurs.
  public let problems: [ProblemCount]
  /// Images with a usable row that cannot be decoded.
  public let brokenImages: [ImageFailure]
  /// Image files that no row names.
  public let unlabelledImageCount: Int
  public let duplicates: DuplicateCount
  /// Images by diagnosis, site, sex and source, the most frequent first, and by age in bands of ten
  /// years. Images of which nothing is known come last, as `not given`.
  public let byDiagnosis, bySite, bySex, byAge, bySource: [CategoryCount]

  /// Images of either class.
  public struct ClassCount: Sendable, Equatable, Codable {
    public let images: Int
    public let malignant: Int
    public let benign: Int
    /// 0...1.
    public let malignantShare: Double
  }

  /// Patients, as far as images name them.
  public struct PatientCount: Sendable, Equatable, Codable {
    public let patients: Int
    /// Patients with at least one malignant image.
    public let withMalignant: Int
    /// Images for each patient; nil where none is named.
    public let imagesEach: Spread?
    public let imagesWithoutPatient: Int
  }

  /// Widths and heights in pixels.
  public struct SizeCount: Sendable, Equatable, Codable {
    public let width: Spread
    public let height: Spread
    /// How many sizes occur.
    public let distinct: Int
    /// The five most frequent ones.
    public let mostCommon: [Size]
  }

  public struct Size: Sendable, Equatable, Codable {
    public let width: Int
    public let height: Int
    public let images: Int
  }

  /// Rows with one kind of problem.
  public struct ProblemCount: Sendable, Equatable, Codable {
    public let kind: ManifestProblem.Kind
    public let count: Int
    /// Whether these rows are left out, or only a field of theirs.
    public let leavesRowOut: Bool
  }

  /// Files with the same bytes.
  public struct DuplicateCount: Sendable, Equatable, Codable {
    /// Names of the images that share their bytes, two or more together.
    public let groups: [[String]]
    /// Groups with images of several patients (or of unnamed ones): a split by patient does not
    /// hold them together.
    public let acrossPatients: Int
    /// Groups with images of both classes: one of the labels is wrong.
    public let acrossClasses: Int
  }

  /// Images that share one property.
  public struct CategoryCount: Sendable, Equatable, Codable {
    public let name: String
    public let images: Int
    public let malignant: Int
  }
}
