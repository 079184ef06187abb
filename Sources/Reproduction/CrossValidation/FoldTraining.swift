import Dataset

/// What one training of a cross-validation needs to be told, besides its recipe.
public struct FoldTraining: Sendable {
  public var data: StudySet
  /// Of `data`; the test part is the fold that is kept.
  public var split: Split
  /// As the model file shall say.
  public var splitDescription: String
  /// Data sets whose images all take part in the training.
  public var additions: [StudySet]
  /// Where the model goes.
  public var output: String
  public var seed: UInt64
}
