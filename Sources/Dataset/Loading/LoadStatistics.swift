/// How a loading went, to see whether the cores were kept busy.
public struct LoadStatistics: Sendable, Equatable, Codable {
  /// Wall time from start to end.
  public let seconds: Double
  /// Processor time of all workers together.
  public let processorSeconds: Double
  public let workerCount: Int

  /// Processor time over what the workers could have had, 0...1: below 1 they waited for the disk
  /// or for each other, or other programs had the cores.
  public var busyShare: Double {
    seconds > 0 ? processorSeconds / (seconds * Double(workerCount)) : 0
  }
}
