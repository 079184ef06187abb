extension StrongAugmentation {
  /// All changes of colour as one matrix: first hue and saturation, then the gain of each channel and
  /// brightness, with contrast about the mean of what is shown.
  func colorMatrix(_ pixels: UnsafePointer<UInt8>, width: Int, height: Int) -> ColorMatrix {
    let factor = Double(brightness) * Double(contrast)
    let gain = SIMD3(Double(channelGain.x), Double(channelGain.y), Double(channelGain.z)) * factor
    var offset = 0.0
    if contrast != 1 {
      let mean = PictureStatistics(pixels, width: width, height: height, part: part).mean
      offset = (1 - Double(contrast)) * mean.sum() / 3
    }
    let turn = GreyAxisTurn(degrees: Double(hue), saturation: 1, brightness: 1)
    let red = SIMD3(turn.own, turn.next, turn.previous)
    let green = SIMD3(turn.previous, turn.own, turn.next)
    let blue = SIMD3(turn.next, turn.previous, turn.own)
    // Rec. 601, as in JPEG.
    let saturation = Double(saturation)
    let luma = (0.299 * red + 0.587 * green + 0.114 * blue) * (1 - saturation)
    return ColorMatrix(
      red: (red * saturation + luma) * gain.x, green: (green * saturation + luma) * gain.y,
      blue: (blue * saturation + luma) * gain.z, offset: SIMD3(repeating: offset))
  }
}
