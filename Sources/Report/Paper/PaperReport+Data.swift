extension PaperReport {
  /// The images, and how they were parted.
  public struct DataSection: Codable, Sendable, Equatable {
    /// What the user called the data.
    public var name: String
    /// 16 hexadecimal digits over the labels and bytes of all images used.
    public var fingerprint: String
    /// Such as `random 60/20/20, stratified`.
    public var split: String
    public var parts: [Part]
    public var patients: Int
    /// Images that the labels name but that could not be used.
    public var unusable: Int
    /// Patients with images on both sides of training and test.
    public var patientsInTrainingAndTest: Int
    /// The test images in the order of every row's scores.
    public var testImages: [TestImage]
    /// What the split keeps together: `image` or `patient`.
    public var grouping: String
    /// Rows of the labels that could not be used at all.
    public var excludedRows: Int
    /// Byte-identical images on different sides of the split.
    public var duplicatesAcrossParts: Int
    /// Pixels; nil where not known.
    @ExplicitNull public var medianWidth: Int?
    /// Pixels; nil where not known.
    @ExplicitNull public var medianHeight: Int?
    /// Whether the images were drawn by Lentigo rather than photographed.
    public var isSynthetic: Bool

    public init(
      name: String, fingerprint: String, split: String, parts: [Part], patients: Int,
      unusable: Int, patientsInTrainingAndTest: Int, testImages: [TestImage],
      grouping: String, excludedRows: Int, duplicatesAcrossParts: Int,
      medianWidth: Int? = nil, medianHeight: Int? = nil, isSynthetic: Bool
    ) {
      self.name = name
      self.fingerprint = fingerprint
      self.split = split
      self.parts = parts
      self.patients = patients
      self.unusable = unusable
      self.patientsInTrainingAndTest = patientsInTrainingAndTest
      self.testImages = testImages
      self.grouping = grouping
      self.excludedRows = excludedRows
      self.duplicatesAcrossParts = duplicatesAcrossParts
      self.medianWidth = medianWidth
      self.medianHeight = medianHeight
      self.isSynthetic = isSynthetic
    }

    /// A part of the split: `training`, `validation`, `test`.
    public struct Part: Codable, Sendable, Equatable {
      public var name: String
      public var malignant: Int
      public var benign: Int
      /// 16 hexadecimal digits over the names, labels and bytes of the part's images.
      public var fingerprint: String

      public init(name: String, malignant: Int, benign: Int, fingerprint: String) {
        self.name = name
        self.malignant = malignant
        self.benign = benign
        self.fingerprint = fingerprint
      }
    }

    public struct TestImage: Codable, Sendable, Equatable {
      public var name: String
      public var isMalignant: Bool

      public init(name: String, isMalignant: Bool) {
        self.name = name
        self.isMalignant = isMalignant
      }
    }

    /// Both classes over all parts.
    public var malignant: Int { parts.reduce(0) { $0 + $1.malignant } }
    public var benign: Int { parts.reduce(0) { $0 + $1.benign } }
  }
}
