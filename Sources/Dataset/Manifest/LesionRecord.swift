/// One labelled image of a lesion: a usable row of the labels.
public struct LesionRecord: Sendable, Equatable {
  /// The image's name without folder and extension, such as `ISIC_0015719`.
  public let imageName: String
  /// Where the image's file is; empty where only labels were loaded.
  public let path: String
  /// Whether the lesion is a melanoma (`target` is 1).
  public let isMalignant: Bool
  public let patientID: String?
  /// Names the lesion where a data set has several images of one; ISIC 2020 does not say.
  public let lesionID: String?
  public let diagnosis: String?
  public let sex: String?
  /// Where on the body, such as `lower extremity`.
  public let site: String?
  /// In years, as the data set gives it: ISIC 2020 rounds to 5 years.
  public let age: Double?
  /// Where the image comes from, in data sets that join several collections.
  public let source: String?
  /// The row's first line in the labels file, from 1.
  public let line: Int

  public init(
    imageName: String, path: String = "", isMalignant: Bool, patientID: String? = nil,
    lesionID: String? = nil, diagnosis: String? = nil, sex: String? = nil, site: String? = nil,
    age: Double? = nil, source: String? = nil, line: Int = 0
  ) {
    self.imageName = imageName
    self.path = path
    self.isMalignant = isMalignant
    self.patientID = patientID
    self.lesionID = lesionID
    self.diagnosis = diagnosis
    self.sex = sex
    self.site = site
    self.age = age
    self.source = source
    self.line = line
  }
}
