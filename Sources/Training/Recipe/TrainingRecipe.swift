/// The recipe by which a model was trained, whichever kind it is.
///
/// In JSON it is the recipe's own object; that of a fine-tuning has the member `kind` besides, which
/// files older than fine-tuning lack.
public enum TrainingRecipe: Sendable, Equatable {
  /// The head was trained on the features of a frozen backbone.
  case frozen(Recipe)
  /// Every layer was trained.
  case finetune(FineTuningRecipe)

  public var name: String {
    switch self {
    case .frozen(let recipe): recipe.name
    case .finetune(let recipe): recipe.name
    }
  }

  public var epochs: Int {
    switch self {
    case .frozen(let recipe): recipe.epochs
    case .finetune(let recipe): recipe.epochs
    }
  }
}

extension TrainingRecipe: Codable {
  private enum CodingKeys: String, CodingKey { case kind }
  private static let finetuneKind = "finetune"

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    switch try fields.decodeIfPresent(String.self, forKey: .kind) {
    case nil: self = .frozen(try Recipe(from: decoder))
    case Self.finetuneKind: self = .finetune(try FineTuningRecipe(from: decoder))
    case let kind?:
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: fields,
        debugDescription: "a recipe of the kind '\(kind)' is not known to this version")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .frozen(let recipe): try recipe.encode(to: encoder)
    case .finetune(let recipe):
      var fields = encoder.container(keyedBy: CodingKeys.self)
      try fields.encode(Self.finetuneKind, forKey: .kind)
      try recipe.encode(to: encoder)
    }
  }
}
