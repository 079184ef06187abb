import Screening

/// What the page is told about a model file.
enum LoadStatus: Int32 {
  case loaded = 0
  /// No bytes were handed over.
  case emptyBuffer = 1
  /// The bytes are no well-formed safetensors file.
  case invalidFile = 2
  /// The metadata is missing, wrong, or of another version.
  case invalidMetadata = 3
  /// The tensors do not fit the network that the metadata names.
  case invalidWeights = 4

  init(_ error: ModelError) {
    self =
      switch error {
      case .invalidFile: .invalidFile
      case .invalidWeights: .invalidWeights
      default: .invalidMetadata
      }
  }
}
