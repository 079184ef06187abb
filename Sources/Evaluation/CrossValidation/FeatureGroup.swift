/// How many features of one kind an image has.
public struct FeatureGroup: Sendable, Codable, Equatable {
  public var name: String
  public var count: Int

  public init(name: String, count: Int) {
    self.name = name
    self.count = count
  }
}
