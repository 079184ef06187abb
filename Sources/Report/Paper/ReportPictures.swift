/// The photographs of a report, as encoded files.
public struct ReportPictures: Sendable, Equatable {
  /// An encoded picture.
  public struct Picture: Sendable, Equatable {
    /// The image's name, such as `ISIC_0015719`, or what was done to it.
    public var name: String
    /// JPEG bytes.
    public var jpeg: [UInt8]

    public init(name: String, jpeg: [UInt8]) {
      self.name = name
      self.jpeg = jpeg
    }
  }

  /// Figure 1, left.
  public var benign: [Picture]
  /// Figure 1, right.
  public var malignant: [Picture]
  /// Figure 3: the malignant image as it is, and augmentations of it.
  public var original: Picture?
  public var augmented: [Picture]

  public init(
    benign: [Picture], malignant: [Picture], original: Picture?, augmented: [Picture]
  ) {
    self.benign = benign
    self.malignant = malignant
    self.original = original
    self.augmented = augmented
  }
}
