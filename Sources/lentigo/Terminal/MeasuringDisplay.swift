import NeuralNetwork
import Synchronization
import Training

/// A bar for each step of a measurement of precisions: decoding, then one a precision.
final class MeasuringDisplay: Sendable {
  private let decoding = ProgressBar("Decoding")
  private let scoring = Mutex<(precision: Precision, bar: ProgressBar)?>(nil)

  func show(_ event: TrainingEvent) {
    switch event {
    case .loadingImages(let done, let total): decoding.update(done, of: total)
    case .measuring(let precision, let done, let total):
      decoding.clear()
      bar(precision).update(done, of: total)
    default: break
    }
  }

  /// Wipes whatever bar is on the screen.
  func clear() {
    decoding.clear()
    scoring.withLock { $0?.bar.clear() }
  }

  private func bar(_ precision: Precision) -> ProgressBar {
    scoring.withLock { scoring in
      if let scoring, scoring.precision == precision { return scoring.bar }
      scoring?.bar.clear()
      let bar = ProgressBar("Scoring \(precision)")
      scoring = (precision, bar)
      return bar
    }
  }
}
