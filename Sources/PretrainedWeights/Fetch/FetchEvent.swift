/// What a download tells about itself while it goes on.
public enum FetchEvent: Sendable {
  /// `done` bytes of the file are on the disk, `total` in all (nil where the server does not say).
  case progress(done: Int, total: Int?)
  /// The connection broke, and is tried again after a pause.
  case retrying(reason: String, seconds: Double)
  /// What had come cannot be gone on with: the download starts over.
  case startingOver(reason: String)
}
