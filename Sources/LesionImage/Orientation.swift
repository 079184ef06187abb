/// How a stored picture has to be turned to stand upright: the eight values of the EXIF tag
/// `Orientation` (0x0112; CIPA DC-008, section 4.6.5).
///
/// Names follow the side of the stored picture on which the upright picture's top lies. The eight
/// form a group (the symmetries of a rectangle's corners), each being a transposition or none,
/// followed by a mirroring of columns or none, then of rows or none.
public enum Orientation: UInt8, CaseIterable, Sendable {
  /// Upright as stored.
  case up = 1
  /// Mirrored left to right.
  case upMirrored = 2
  /// Turned by 180 degrees.
  case down = 3
  /// Mirrored top to bottom.
  case downMirrored = 4
  /// Transposed: rows and columns change places.
  case leftMirrored = 5
  /// To be turned by 90 degrees clockwise.
  case right = 6
  /// Mirrored along the diagonal from bottom left to top right.
  case rightMirrored = 7
  /// To be turned by 90 degrees anticlockwise.
  case left = 8

  /// Whether width and height change places.
  public var swapsSides: Bool { steps.transposes }

  /// The orientation that undoes this one.
  public var inverse: Orientation {
    let own = steps
    // Undoing runs backwards: the mirrors come first, so the transposition exchanges them.
    return own.transposes
      ? Orientation(
        transposes: true, mirrorsColumns: own.mirrorsRows, mirrorsRows: own.mirrorsColumns)
      : self
  }

  /// The single orientation that does what this one and then `next` do.
  public func followed(by next: Orientation) -> Orientation {
    let first = steps
    let second = next.steps
    let columns = second.transposes ? first.mirrorsRows : first.mirrorsColumns
    let rows = second.transposes ? first.mirrorsColumns : first.mirrorsRows
    return Orientation(
      transposes: first.transposes != second.transposes,
      mirrorsColumns: columns != second.mirrorsColumns,
      mirrorsRows: rows != second.mirrorsRows)
  }

  var steps: (transposes: Bool, mirrorsColumns: Bool, mirrorsRows: Bool) {
    switch self {
    case .up: (false, false, false)
    case .upMirrored: (false, true, false)
    case .down: (false, true, true)
    case .downMirrored: (false, false, true)
    case .leftMirrored: (true, false, false)
    case .right: (true, true, false)
    case .rightMirrored: (true, true, true)
    case .left: (true, false, true)
    }
  }

  private init(transposes: Bool, mirrorsColumns: Bool, mirrorsRows: Bool) {
    self =
      switch (transposes, mirrorsColumns, mirrorsRows) {
      case (false, false, false): .up
      case (false, true, false): .upMirrored
      case (false, true, true): .down
      case (false, false, true): .downMirrored
      case (true, false, false): .leftMirrored
      case (true, true, false): .right
      case (true, true, true): .rightMirrored
      case (true, false, true): .left
      }
  }
}
