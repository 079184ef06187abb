/// What becomes of a model file's detector of pictures without a lesion.
public enum NoveltyChange: Sendable {
  /// It stays as it is, where there is one.
  case keep
  /// It gets another limit; nothing where there is none.
  case limit(ModelMetadata.Novelty.Limit)
  /// Another one takes its place.
  case replace(FittedNovelty)
  /// It goes: no picture is refused on this ground.
  case remove

  /// The limit that the change brings, where it brings one.
  public var limit: ModelMetadata.Novelty.Limit? {
    switch self {
    case .limit(let limit): limit
    case .replace(let novelty): novelty.metadata.limit
    case .keep, .remove: nil
    }
  }
}
