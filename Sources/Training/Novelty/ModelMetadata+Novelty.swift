extension ModelMetadata {
  /// What tells pictures without a lesion, and the images that decided it. The numbers are in the tensor
  /// `novelty`: see `NoveltyDetector`.
  ///
  /// In JSON one object with the members of `limit` among its own.
  public struct Novelty: Codable, Sendable, Equatable {
    /// How far a picture may lie from the lesions, and the images that say so.
    public struct Limit: Codable, Sendable, Equatable {
      /// Exactly the `Float` that the engine compares with.
      public var value: Double
      /// Of 100 new lesions like these, how many lie within it on average.
      public var percentile: Double
      public var chosenOn: String
      public var images: Int
      /// Those of them that lie beyond it.
      public var refused: Int

      /// - Parameters:
      ///   - distances: of the images that choose it.
      ///   - policy: the percentile of them.
      ///   - chosenOn: what the images are called.
      /// - Returns: nil where there are no distances, or one is no finite number above 0.
      public init?(of distances: [Float], by policy: NoveltyPolicy, chosenOn: String) {
        guard let limit = policy.limit(of: distances) else { return nil }
        value = Double(limit)
        percentile = policy.percentile
        self.chosenOn = chosenOn
        images = distances.count
        refused = distances.count { $0 > limit }
      }

      private enum CodingKeys: String, CodingKey {
        case percentile, refused
        case value = "limit"
        case chosenOn = "chosen_on"
        case images = "chosen_images"
      }
    }

    /// Index of the network's layers.
    public var layer: Int
    public var limit: Limit
    /// The share of the covariance that is a multiple of the identity.
    public var shrinkage: Double
    public var fittedOn: String
    public var fittedImages: Int

    package init(
      layer: Int, limit: Limit, shrinkage: Double, fittedOn: String, fittedImages: Int
    ) {
      self.layer = layer
      self.limit = limit
      self.shrinkage = shrinkage
      self.fittedOn = fittedOn
      self.fittedImages = fittedImages
    }

    private enum CodingKeys: String, CodingKey {
      case layer, shrinkage
      case fittedOn = "fitted_on"
      case fittedImages = "fitted_images"
    }

    public init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      layer = try members.decode(Int.self, forKey: .layer)
      limit = try Limit(from: decoder)
      shrinkage = try members.decode(Double.self, forKey: .shrinkage)
      fittedOn = try members.decode(String.self, forKey: .fittedOn)
      fittedImages = try members.decode(Int.self, forKey: .fittedImages)
    }

    public func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: CodingKeys.self)
      try members.encode(layer, forKey: .layer)
      try limit.encode(to: encoder)
      try members.encode(shrinkage, forKey: .shrinkage)
      try members.encode(fittedOn, forKey: .fittedOn)
      try members.encode(fittedImages, forKey: .fittedImages)
    }
  }
}
