import CKernels

/// The geometric part of an augmentation: for each new pixel, the place in the old picture, in
/// fixed point.
struct AffineWarp {
  /// Fractional bits of a sampled value.
  static let sampleBits: Int32 = 6
  /// Fractional bits of a place: exact for whole and half pixels, and no error that could add up
  /// to anything visible along a row.
  private static let placeBits: Int64 = 32
  /// Fractional bits of the weights with which neighbours are mixed.
  private static let weightBits: Int64 = 11

  private let width: Int
  private let height: Int
  private let targetWidth: Int
  private let targetHeight: Int
  /// The place, from the picture's corner, of the first pixel's centre.
  private let start: (x: Int64, y: Int64)
  /// What a step to the next column changes in the place.
  private let column: (x: Int64, y: Int64)
  /// What a step to the next row changes in the place.
  private let row: (x: Int64, y: Int64)

  /// A warp of a picture of `width` x `height` pixels into one of another size.
  init(_ map: AffineMap, width: Int, height: Int, targetWidth: Int, targetHeight: Int) {
    start = (Self.fixed(map.start.x), Self.fixed(map.start.y))
    column = (Self.fixed(map.column.x), Self.fixed(map.column.y))
    row = (Self.fixed(map.row.x), Self.fixed(map.row.y))
    self.width = width
    self.height = height
    self.targetWidth = targetWidth
    self.targetHeight = targetHeight
  }

  init(_ amounts: Augmentation, width: Int, height: Int) {
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: Double(amounts.rotation))
    let shear = Double(amounts.shear)
    let scale = 1 - Double(amounts.zoom)
    let horizontal = amounts.mirrorsColumns ? -scale : scale
    let vertical = amounts.mirrorsRows ? -scale : scale
    let map = AffineMap(
      center: SIMD2(Double(width) / 2, Double(height) / 2),
      column: SIMD2(cosine * horizontal, sine * horizontal),
      row: SIMD2((shear * cosine - sine) * vertical, (shear * sine + cosine) * vertical),
      width: width, height: height)
    self.init(map, width: width, height: height, targetWidth: width, targetHeight: height)
  }

  /// Writes the changed picture: row by row through a kernel where there is one, else by the loop
  /// below, which the kernels must equal to the bit.
  func write(
    _ pixels: UnsafePointer<UInt8>, _ colors: ColorMatrix, to target: UnsafeMutablePointer<UInt8>,
    kernels: ImageKernels
  ) {
    var warp = lentigo_warp(
      pixels: pixels, width: Int64(width), height: Int64(height),
      target_width: Int64(targetWidth), column_x: column.x, column_y: column.y,
      matrix: colors.table, offset: (colors.offset.x, colors.offset.y, colors.offset.z))
    let warpRow = kernels.table.pointee.warp_row
    for y in 0..<targetHeight {
      let place = (x: start.x &+ Int64(y) &* row.x, y: start.y &+ Int64(y) &* row.y)
      let rowTarget = target + 3 * targetWidth * y
      if let warpRow, warpRow(&warp, place.x, place.y, rowTarget) != 0 { continue }
      writeRow(of: pixels, from: place, colors, to: rowTarget)
    }
  }

  private func writeRow(
    of pixels: UnsafePointer<UInt8>, from place: (x: Int64, y: Int64), _ colors: ColorMatrix,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    var (placeX, placeY) = place
    for index in 0..<targetWidth {
      let x = Neighbors(of: placeX, size: width)
      let y = Neighbors(of: placeY, size: height)
      let topLeft = pixels + 3 * (y.first &* width &+ x.first)
      let right = 3 &* x.step
      let down = 3 &* y.step &* width
      let whole = Int32(1) << Int32(Self.weightBits)
      let weights = SIMD4<Int32>(
        (whole &- x.weight) &* (whole &- y.weight), x.weight &* (whole &- y.weight),
        (whole &- x.weight) &* y.weight, x.weight &* y.weight)
      @inline(__always) func sample(_ channel: Int) -> Int32 {
        let corner = topLeft + channel
        let sum =
          Int32(corner[0]) &* weights.x &+ Int32(corner[right]) &* weights.y
          &+ Int32(corner[down]) &* weights.z &+ Int32(corner[right &+ down]) &* weights.w
        let excess = 2 * Int32(Self.weightBits) - Self.sampleBits
        return (sum &+ (1 << (excess - 1))) >> excess
      }
      colors.write(sample(0), sample(1), sample(2), to: target + 3 * index)
      placeX &+= column.x
      placeY &+= column.y
    }
  }

  /// The two pixels of an axis around a place.
  private struct Neighbors {
    let first: Int
    /// 1, or 0 where the second would lie outside.
    let step: Int
    /// Weight of the second.
    let weight: Int32

    @inline(__always)
    init(of place: Int64, size: Int) {
      let end = Int64(size) << placeBits
      var inside = place
      if inside < 0 || inside > end {
        // Far outside, reflections repeat every two sizes.
        if inside < -end || inside > 2 &* end {
          inside %= 2 &* end
        }
        if inside < 0 { inside = -inside }
        if inside > end { inside = 2 &* end &- inside }
      }
      let half = Int64(1) << (placeBits - 1)
      // Within half a pixel of the border only the outermost pixel counts.
      let center = min(max(inside &- half, 0), end &- 2 &* half)
      first = Int(center >> placeBits)
      weight = Int32(truncatingIfNeeded: center >> (placeBits - weightBits)) & (1 << 11 - 1)
      step = weight == 0 ? 0 : 1
    }
  }

  /// Rounds to fixed point; no picture reaches the limit.
  private static func fixed(_ value: Double) -> Int64 {
    let limit = 65536.0
    let bounded = min(max(value, -limit), limit)
    return Int64((bounded * Double(Int64(1) << placeBits) + 0.5).rounded(.down))
  }
}
