import TorchBackend
import Training

extension TrainingError {
  /// What libtorch said, as the training's own error.
  init(_ error: TorchError) {
    let code: Code =
      switch error.code {
      case .unavailable, .incompatible: .missingBackend
      case .nonFinite: .diverged
      case .invalidWeights: .unusableBackbone
      case .failed: .failedBackend
      case .processGroup: .lostProcess
      }
    self.init(code, error.message)
  }
}
