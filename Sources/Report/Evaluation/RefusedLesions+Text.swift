import Evaluation

extension RefusedLesions {
  /// Such as `5 of 745 lesions (0.7 %), 1 of 117 malignant ones among them`.
  public var words: String {
    "\(all.count.grouped) of \(Notation.count(all.total, "lesion", "lesions")) "
      + "(\(Notation.percent(all.value))), \(malignant.count.grouped) of "
      + "\(malignant.total.grouped) malignant ones among them"
  }

  /// For the end of a test's figures.
  public var sentence: String {
    "Taken for no lesion: \(words). They would be refused, whatever their risk; the figures count them."
  }
}
