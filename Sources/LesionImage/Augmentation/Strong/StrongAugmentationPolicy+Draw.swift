extension StrongAugmentationPolicy {
  /// Draws one set of amounts.
  ///
  /// Always takes the same count of numbers from the generator in the same order, so that switching
  /// one element off leaves the amounts of all others as they were.
  public func draw(using generator: inout SeededGenerator) -> StrongAugmentation {
    var amounts = StrongAugmentation.identity
    amounts.balancesColors = balancesColors
    amounts.mirrorsColumns = generator.nextUnit() < horizontalFlip
    amounts.mirrorsRows = generator.nextUnit() < verticalFlip
    amounts.transposes = generator.nextUnit() < transposition
    amounts.rotation = rotation.draw(using: &generator) ?? 0
    amounts.part = PicturePart.draw(
      area: cropArea, aspect: cropAspect, slack: cropSlack, using: &generator)
    amounts.shear = shear.draw(using: &generator) ?? 0
    let isFilled = generator.nextUnit() < fill
    let fillColor = generator.nextColor()
    amounts.fill = isFilled ? fillColor : nil
    drawColors(&amounts, using: &generator)
    amounts.detail = detail.draw(using: &generator) ?? 1
    amounts.blur = blur.draw(using: &generator) ?? 0
    amounts.noise = noise.draw(using: &generator) ?? 0
    amounts.compression = compression.draw(using: &generator) ?? 0
    drawArtifacts(&amounts, using: &generator)
    drawFrame(&amounts, using: &generator)
    amounts.seed = generator.next()
    return amounts
  }

  private func drawColors(
    _ amounts: inout StrongAugmentation, using generator: inout SeededGenerator
  ) {
    let changesGain = generator.nextUnit() < channelGain.probability
    for channel in 0..<3 {
      let gain = generator.next(in: channelGain.range, channelGain.spread)
      if changesGain { amounts.channelGain[channel] = gain }
    }
    amounts.brightness = brightness.draw(using: &generator) ?? 1
    amounts.contrast = contrast.draw(using: &generator) ?? 1
    amounts.saturation = saturation.draw(using: &generator) ?? 1
    if generator.nextUnit() < grey { amounts.saturation = 0 }
    amounts.hue = hue.draw(using: &generator) ?? 0
  }

  private func drawArtifacts(
    _ amounts: inout StrongAugmentation, using generator: inout SeededGenerator
  ) {
    amounts.artifacts.hairs = Self.count(hair.draw(using: &generator))
    amounts.artifacts.hairWidth = hairWidth
    amounts.artifacts.hasRuler = generator.nextUnit() < ruler
    amounts.artifacts.inkDots = Self.count(ink.draw(using: &generator))
    amounts.artifacts.inkRadius = inkRadius
  }

  private func drawFrame(
    _ amounts: inout StrongAugmentation, using generator: inout SeededGenerator
  ) {
    let radius = vignette.draw(using: &generator)
    let rim = drawVignette(radius: radius ?? 0, using: &generator)
    amounts.vignette = radius == nil ? nil : rim
    let width = border.draw(using: &generator)
    let frame = PictureBorder.draw(width: width ?? 0, using: &generator)
    amounts.border = width == nil ? nil : frame
    let hasCutouts = generator.nextUnit() < cutout.probability
    var cuts = SeededGenerator(seed: generator.next())
    guard hasCutouts else { return }
    let bounds = cutoutCount.clamped(to: 0...64)
    for _ in 0..<(bounds.lowerBound + cuts.next(below: bounds.count)) {
      amounts.cutouts.append(
        .draw(
          width: cuts.next(in: cutout.range, cutout.spread),
          height: cuts.next(in: cutout.range, cutout.spread), using: &cuts))
    }
  }

  private func drawVignette(
    radius: Float, using generator: inout SeededGenerator
  ) -> Vignette {
    let isDark = generator.nextUnit() < vignetteDarkness
    let shade = UInt8(generator.next(in: 0...51))
    let color = generator.nextColor()
    let shift = -vignetteShift...max(vignetteShift, -vignetteShift)
    return Vignette(
      radius: radius, softness: generator.next(in: vignetteSoftness),
      aspect: vignetteAspect.draw(using: &generator) ?? 1,
      centerX: generator.next(in: shift), centerY: generator.next(in: shift),
      color: isDark ? SIMD3(repeating: shade) : color)
  }

  /// Rounded to the nearest; more would take long and hide everything.
  private static func count(_ amount: Float?) -> Int {
    Int(min(max(amount ?? 0, 0), 200).rounded())
  }
}

extension SeededGenerator {
  /// Any colour; takes one number.
  mutating func nextColor() -> SIMD3<UInt8> {
    let bits = next()
    return SIMD3(
      UInt8(truncatingIfNeeded: bits >> 40), UInt8(truncatingIfNeeded: bits >> 48),
      UInt8(truncatingIfNeeded: bits >> 56))
  }
}
