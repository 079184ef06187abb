/// How images are dealt to the parts.
public enum SplitMethod: Sendable {
  /// Image by image, with the same share of malignant images in each part: the paper's split
  /// (section 3.5). Images of one patient fall on several sides, which flatters the test.
  case random(fractions: SplitFractions = .paper)
  /// Patient by patient, so that no patient is on two sides, with the classes shared out as evenly
  /// as that allows. An image without a patient counts as a patient (or lesion) of its own.
  case patient(fractions: SplitFractions = .paper)
  /// One fold is the test; of the rest a quarter is for validation.
  case folds(FoldTable, testFold: Int, validation: Grouping = .patient)

  /// What is kept together.
  public enum Grouping: String, Sendable, Codable, CaseIterable {
    /// Nothing: every image is dealt by itself.
    case image
    /// All images of a patient.
    case patient
  }
}
