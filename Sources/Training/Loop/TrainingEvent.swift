import Dataset
import NeuralNetwork

/// What a training tells whoever watches it.
public enum TrainingEvent: Sendable {
  /// Images are being decoded.
  case loadingImages(done: Int, total: Int)
  /// Images that could not be decoded and take no part.
  case leftOut([ImageFailure])
  /// Everything is loaded and the first step is next.
  case started(TrainingStart)
  /// Features that are needed in every epoch are being computed, once.
  case preparing(done: Int, total: Int)
  /// A step was taken; `meanLoss` is the mean over the epoch so far.
  case step(epoch: Int, batch: Int, batches: Int, meanLoss: Double)
  /// A step was taken in which every layer learnt.
  case fineTuningStep(FineTuningStep)
  /// An epoch is over, and its checkpoint and log line are on the disk.
  case epoch(EpochRecord)
  /// The finished model's validation images are being scored in another precision.
  case measuring(Precision, done: Int, total: Int)
  /// Images are being looked at for what tells pictures without a lesion.
  case fittingNovelty(done: Int, total: Int)
  /// Something the user may want to know, in a sentence.
  case notice(String)
}
