import ImageCodec
import LesionImage

/// One step of one way in which a photograph goes wrong.
public struct Degradation: Sendable, Equatable {
  public let kind: DegradationKind
  /// In the kind's unit; any finite number, where what makes no sense does the nearest thing that does.
  public let amount: Double

  public init(_ kind: DegradationKind, _ amount: Double) {
    self.kind = kind
    self.amount = amount
  }

  /// The longer side, in pixels, for which lengths are given.
  public static let side = 256

  /// The picture with this done to it: of the same size, but for `resolution`.
  ///
  /// - Parameters:
  ///   - image: of any size.
  ///   - generator: draws directions, places, hues and noise. Where it starts alike, each step of a kind has
  ///     the same of them, only more.
  /// - Throws: `ImageCodecError` where a picture is too large for JPEG.
  public func apply(
    to image: RGBImage, using generator: inout SeededGenerator
  ) throws(ImageCodecError) -> RGBImage {
    let scale = Double(max(image.width, image.height)) / Double(Self.side)
    switch kind {
    case .blur: return image.spread(by: PointSpread.gaussian(deviation: amount * scale))
    case .motion:
      let spread = PointSpread.line(length: amount * scale, angle: .pi * generator.nextDouble())
      return image.spread(by: [spread])
    case .darkness: return image.exposed(stops: SIMD3(repeating: -amount))
    case .overExposure: return image.exposed(stops: SIMD3(repeating: amount))
    case .lowContrast: return image.withContrast(amount)
    case .noise: return image.withNoise(deviation: amount, using: &generator)
    case .compression:
      let quality = Int(min(max(amount, 1), 100))
      return try ImageCodec.decode(try ImageCodec.encodeJPEG(image, quality: quality)).image
    case .colorCast: return image.lit(stops: amount, hue: generator.nextDouble())
    case .glare: return image.withReflections(share: amount, using: &generator)
    case .distance: return image.placed(distance: amount)
    case .offCenter:
      return image.placed(shift: amount, direction: 2 * .pi * generator.nextDouble())
    case .resolution: return image.reduced(toSide: Int(min(max(amount, 1), 65_500)))
    }
  }
}
