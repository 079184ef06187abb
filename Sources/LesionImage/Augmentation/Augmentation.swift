/// The changes drawn for one training picture, and how they are made.
///
/// The picture is turned, sheared, zoomed and mirrored, in this order and about its centre, in one
/// pass: each new pixel looks up the place it comes from and mixes the four pixels around it
/// (bilinear). With the centre as origin, x to the right and y downwards, a new pixel at `t` shows
/// the old picture at
///
///     rotation(angle) * [1 shear; 0 1] * (1 - zoom) * mirror * t
///
/// Places outside are reflected at the border, again and again if need be. Then every pixel is
/// multiplied by the brightness, moved towards or away from its own grey (the mean of its channels)
/// by the saturation, and turned about the grey axis by the hue; only the final value is rounded
/// and limited to 0...255.
///
/// Places, mixtures and colours are computed in fixed point (32, 11 and 12 fractional bits) and
/// angles without a C library, so the same amounts give the same bytes on every platform. A change
/// that is switched off changes no pixel at all; mirrors and quarter turns move pixels exactly.
public struct Augmentation: Sendable, Equatable {
  /// Mirrors left to right.
  public var mirrorsColumns: Bool
  /// Mirrors top to bottom.
  public var mirrorsRows: Bool
  /// Degrees, anticlockwise; 0 keeps the picture.
  public var rotation: Float
  /// Share of each side that is cut off, in 0..<1; 0 keeps the picture.
  public var zoom: Float
  /// Columns of shift for each row; 0 keeps the picture.
  public var shear: Float
  /// Factor on the distance to grey; 1 keeps the picture, 0 makes it grey.
  public var saturation: Float
  /// Factor on all channels; 1 keeps the picture.
  public var brightness: Float
  /// Degrees about the grey axis, from red towards green; 0 keeps the picture.
  public var hue: Float

  /// Amounts that are not given change nothing.
  public init(
    mirrorsColumns: Bool = false, mirrorsRows: Bool = false, rotation: Float = 0, zoom: Float = 0,
    shear: Float = 0, saturation: Float = 1, brightness: Float = 1, hue: Float = 0
  ) {
    self.mirrorsColumns = mirrorsColumns
    self.mirrorsRows = mirrorsRows
    self.rotation = rotation
    self.zoom = zoom
    self.shear = shear
    self.saturation = saturation
    self.brightness = brightness
    self.hue = hue
  }

  /// Changes nothing.
  public static let identity = Augmentation()

  /// The changed picture, at the same size.
  public func apply(to image: RGBImage) -> RGBImage {
    apply(to: image, kernels: .best)
  }

  /// As above, by the given kernels.
  package func apply(to image: RGBImage, kernels: ImageKernels) -> RGBImage {
    RGBImage(width: image.width, height: image.height) { target in
      image.pixels.withUnsafeBufferPointer { source in
        // An image has at least one pixel, so neither buffer is empty.
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        apply(to: from, width: image.width, height: image.height, into: to, kernels: kernels)
      }
    }
  }

  /// Writes the changed picture, at the same size.
  ///
  /// - Parameters:
  ///   - pixels: `3 * width * height` values, interleaved RGB.
  ///   - target: room for as many values; must not overlap `pixels`.
  public func apply(
    to pixels: UnsafePointer<UInt8>, width: Int, height: Int,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    apply(to: pixels, width: width, height: height, into: target, kernels: .best)
  }

  private func apply(
    to pixels: UnsafePointer<UInt8>, width: Int, height: Int,
    into target: UnsafeMutablePointer<UInt8>, kernels: ImageKernels
  ) {
    AffineWarp(self, width: width, height: height).write(
      pixels, ColorMatrix(self), to: target, kernels: kernels)
  }
}
