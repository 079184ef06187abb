/// A picture that lies in someone else's memory: rows from the top, pixels from the left, 8 bits a
/// channel, without gaps. It is looked at where it lies, since a copy of a phone's photograph would take
/// as long as resizing it.
///
/// Valid no longer than the memory.
public struct PictureView {
  /// What a pixel's bytes are.
  public enum Channels: Int, Sendable {
    /// Red, green, blue.
    case rgb = 3
    /// Red, green, blue, and a fourth byte that is passed over, as a browser's canvas has them.
    case rgba = 4
  }

  /// Width in pixels, at least 1.
  public let width: Int
  /// Height in pixels, at least 1.
  public let height: Int
  /// What lies in a pixel.
  public let channels: Channels
  /// `channels.rawValue * width * height` bytes.
  let start: UnsafePointer<UInt8>

  /// - Returns: nil unless both sides are at least 1 and `bytes` holds exactly such a picture.
  public init?(width: Int, height: Int, channels: Channels, bytes: UnsafeRawBufferPointer) {
    // Divided rather than multiplied: sides from outside may have a product beyond `Int`.
    let pixels = bytes.count / channels.rawValue
    guard width > 0, height > 0, let start = bytes.baseAddress,
      bytes.count % channels.rawValue == 0, pixels % width == 0, pixels / width == height
    else { return nil }
    self.width = width
    self.height = height
    self.channels = channels
    self.start = start.assumingMemoryBound(to: UInt8.self)
  }

  init(width: Int, height: Int, channels: Channels, start: UnsafePointer<UInt8>) {
    self.width = width
    self.height = height
    self.channels = channels
    self.start = start
  }

  /// Bytes from one row to the next.
  var rowBytes: Int { channels.rawValue * width }

  /// The picture's own copy, without a fourth channel.
  func copied() -> RGBImage {
    RGBImage(width: width, height: height) { target in
      let step = channels.rawValue
      for pixel in 0..<(width * height) {
        target[3 * pixel] = start[step * pixel]
        target[3 * pixel + 1] = start[step * pixel + 1]
        target[3 * pixel + 2] = start[step * pixel + 2]
      }
    }
  }
}

extension RGBImage {
  /// Looks at the picture where it lies.
  public func withView<Result>(_ body: (PictureView) -> Result) -> Result {
    pixels.withUnsafeBufferPointer { pixels in
      guard let start = pixels.baseAddress else {
        preconditionFailure("an image has at least one pixel")
      }
      return body(PictureView(width: width, height: height, channels: .rgb, start: start))
    }
  }
}
