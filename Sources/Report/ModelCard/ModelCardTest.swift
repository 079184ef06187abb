import Evaluation

/// The model on one data set: the images of it that it has never seen.
public struct ModelCardTest: Sendable, Encodable {
  public var data: String
  /// Images of the data set that trained the model; they are not tested on.
  public var trainingImages: Int
  /// Images that chose its epoch, calibration and thresholds; they are not tested on either.
  public var validationImages: Int
  /// Tested images of patients whom the model was trained on.
  public var imagesOfTrainingPatients: Int
  public var unreadable: Int
  /// With the operating points that the model offers by name.
  public var summary: EvaluationSummary
  /// Images that the model takes for no lesion; nil where it cannot tell.
  public var notALesion: RefusedLesions?
  public var subgroups: [SubgroupAnalysis]
  /// Properties that the data set says nothing of.
  public var unknownProperties: [String]

  public init(
    data: String, trainingImages: Int, validationImages: Int, imagesOfTrainingPatients: Int,
    unreadable: Int, summary: EvaluationSummary, notALesion: RefusedLesions? = nil,
    subgroups: [SubgroupAnalysis], unknownProperties: [String]
  ) {
    self.data = data
    self.trainingImages = trainingImages
    self.validationImages = validationImages
    self.imagesOfTrainingPatients = imagesOfTrainingPatients
    self.unreadable = unreadable
    self.summary = summary
    self.notALesion = notALesion
    self.subgroups = subgroups
    self.unknownProperties = unknownProperties
  }
}
