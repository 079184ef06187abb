/// The size of one image's activations; in memory rows, then columns, then channels (NHWC).
public struct Shape: Sendable, Equatable {
  public let height: Int
  public let width: Int
  public let channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Pixels: height times width.
  public var pixels: Int { height * width }
  /// Values in all: height times width times channels.
  public var count: Int { height * width * channels }
}
