import ImageCodec
import Parallelism

/// What strangers may make the server do at most: memory, threads and time follow from these numbers
/// and not from how many requests come.
public struct ServerLimits: Sendable, Equatable {
  /// Bytes of one request's body.
  public var bodyBytes = 32 << 20
  /// Bytes of all bodies that are being received, wait, or are judged. As many bodies of the largest
  /// size as a full queue would hold are more than a small machine has.
  public var bufferedBytes = 256 << 20
  /// Pixels of a picture at its full size. A picture takes up to 7 bytes for each of them (PNG with
  /// transparency), in each worker.
  public var pixels = 50_000_000
  /// Scans of a JPEG; encoders write about 10, and each costs a walk over all pixels.
  public var scans = 24
  /// Threads that decode and judge.
  public var workers = Parallel.workerCount
  /// Pictures that may wait for a thread.
  public var queue = 64
  /// Connections that may be open; later ones wait until one of them is closed.
  public var connections = 512
  /// From a request's head to its answer: within it the body has to be there and the picture judged.
  public var request = Duration.seconds(60)
  /// How long a connection may go without asking for anything: before a request's head is complete, and
  /// between two requests. It is less while most of the connections are taken.
  public var idle = Duration.seconds(15)
  /// How long the other side may take none of an answer's bytes.
  public var stall = Duration.seconds(30)
  /// How long requests may take to end once the server is told to stop.
  public var grace = Duration.seconds(20)

  public init() {}

  var decoding: DecodingLimits {
    DecodingLimits(maximumBytes: bodyBytes, maximumPixels: pixels, maximumScans: scans)
  }
}
