import Report
import Training

/// What a reproduction tells whoever watches it; from any thread.
public enum ReproductionEvent: Sendable {
  /// A stage begins; `number` is from 1.
  case began(ReproductionStage, number: Int, count: Int)
  /// What the stage is at, such as `training`.
  case progress(String, done: Int, total: Int)
  /// An epoch of the stage's training is over.
  case epoch(EpochRecord)
  /// A stage is finished, and the report on disk shows it. `isNew` is false where an earlier run did
  /// it.
  case finished(ReproductionStage, isNew: Bool, PaperReport)
  /// Something the user may want to know, in a sentence.
  case notice(String)
}
