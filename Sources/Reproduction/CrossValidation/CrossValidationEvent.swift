import Report
import Training

/// What a cross-validation tells whoever watches it; from any thread.
public enum CrossValidationEvent: Sendable {
  /// A model's turn has come, such as `finetune, fold 2`; `number` is from 1.
  case began(String, number: Int, count: Int)
  /// What it is at, such as `training`.
  case progress(String, done: Int, total: Int)
  /// An epoch of the training is over.
  case epoch(EpochRecord)
  /// A model has been tested, and the report on disk shows it. `isNew` is false where an earlier run
  /// did all of it.
  case finished(CrossValidationReport.Row, isNew: Bool)
  /// Something the user may want to know, in a sentence.
  case notice(String)
}
