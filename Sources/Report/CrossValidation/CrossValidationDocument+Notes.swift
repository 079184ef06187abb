/// How to read the tables.
extension CrossValidationDocument {
  static func meansNote(stratum: String?) -> String {
    "Means give every fold the same weight; their intervals come from 2,000 resamples of all patients, "
      + "whose models stay as they are: how much a training varies from seed to seed is not in them. "
      + "The pooled AUC counts all pairs of images within a fold; scores of different models are never "
      + "compared. The calibration error is the mean distance of risk and share over ten bins of equal "
      + "mass, averaged over the folds."
      + (stratum.map {
        " Within \($0), no image is compared with one of another \($0): what tells the \($0)s apart "
          + "helps nobody there."
      } ?? "")
  }

  static let differenceNote =
    "Both models of a fold see the same test images. Patients are redrawn for both at once. DeLong's "
    + "interval takes the folds as independent, which their models are not: they share training "
    + "images."

  static let pointNote =
    "Each model's thresholds were chosen on its validation images; its decisions on its test fold are "
    + "added up over the folds, with Wilson intervals."

  static let foreignNote =
    "The whole data set, less files that the model was trained on, under each fold's model."
}
