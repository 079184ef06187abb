/// How large a picture may be. All of it is checked against the file's size and header, before
/// memory is taken for pixels.
public struct DecodingLimits: Sendable, Equatable {
  /// The most bytes that a file may have.
  public var maximumBytes: Int
  /// The most pixels that a picture may have at its full size, also where less is decoded.
  public var maximumPixels: Int
  /// The most scans that a JPEG may have. Encoders write 1, progressive ones about 10; each scan
  /// costs a walk over all pixels, so thousands of them are an attack
  /// (https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf).
  public var maximumScans: Int

  /// 64 MiB, 100 million pixels and 100 scans: room for every phone and dermatoscope.
  public static let `default` = DecodingLimits()

  /// Limits of one's own; all must be at least 1 to let anything through.
  public init(
    maximumBytes: Int = 64 << 20, maximumPixels: Int = 100_000_000, maximumScans: Int = 100
  ) {
    self.maximumBytes = maximumBytes
    self.maximumPixels = maximumPixels
    self.maximumScans = maximumScans
  }
}
