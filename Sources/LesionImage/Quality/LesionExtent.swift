/// Where the lesion lies in a picture, and how much of it it fills: a rough outline for advice on how to
/// hold the camera, not for a diagnosis.
///
/// Means of cells of 4 x 4 pixels are parted into dark and light ones by Otsu's threshold, as
/// `SkinMask` does it; what is nearly black is the frame of the instrument, what is nearly white no
/// skin. Of the connected dark parts that one is taken for the lesion which has most cells, those in the
/// middle counting most: corners in shadow and hair lie at the border.
struct LesionExtent {
  /// The share of the lesion's cells in all but the frame's, 0...1; 0 where nothing dark stands out.
  var share: Float = 0
  /// How far the lesion's centre lies from the picture's: 0 in the middle, 1 at the nearest border.
  var offset: Float = 0
  /// By how many levels the lesion is darker than what surrounds it; 0 where there is none.
  var contrast: Float = 0
  /// Levels from which on a pixel belongs to the picture, not to the frame.
  var floor = 12
  /// The level up to which pixels belong to the dark part; -1 where there is only one part.
  var threshold = -1

  /// The side of a cell in pixels.
  private static var cellSide: Int { 4 }
  /// Levels above are white.
  static var ceiling: Int { 250 }

  init(_ plane: LevelPlane) {
    let columns = plane.width / Self.cellSide
    let rows = plane.height / Self.cellSide
    guard columns > 0, rows > 0 else { return }
    let cells = Self.cells(of: plane, columns: columns, rows: rows)
    var brightness = LevelHistogram()
    for level in cells { brightness.add(level) }
    floor = max(12, brightness.percentile(90) / 4)
    var histogram = [Int](repeating: 0, count: 256)
    var surroundings = Part()
    for level in cells where level >= floor && level <= Self.ceiling {
      histogram[level] += 1
      surroundings.count += 1
      surroundings.levelSum += level
    }
    threshold = SkinMask.otsuThreshold(histogram)
    guard threshold >= 0 else { return }

    var lesion = Part()
    var isOpen = cells.map { $0 >= floor && $0 <= threshold }
    for cell in cells.indices where isOpen[cell] {
      let part = Self.part(around: cell, in: cells, columns, rows, &isOpen)
      if part.weight > lesion.weight { lesion = part }
    }
    guard lesion.count > 0, surroundings.count > lesion.count else { return }
    share = Float(lesion.count) / Float(surroundings.count)
    offset = max(
      lesion.offset(of: lesion.columnSum, among: columns),
      lesion.offset(of: lesion.rowSum, among: rows))
    contrast =
      Float(surroundings.levelSum - lesion.levelSum) / Float(surroundings.count - lesion.count)
      - Float(lesion.levelSum) / Float(lesion.count)
  }

  /// Cells that belong together.
  private struct Part {
    var count = 0
    var columnSum = 0
    var rowSum = 0
    var levelSum = 0
    /// Cells weighed by how near they are to the picture's middle.
    var weight = 0

    /// How far the mean of places in `0..<size`, whose sum is given, lies from the middle: 1 at the
    /// border. One rounding, so that a mirrored picture gives the same.
    func offset(of sum: Int, among size: Int) -> Float {
      Float((2 * sum + count - count * size).magnitude) / Float(count * size)
    }
  }

  private static func cells(of plane: LevelPlane, columns: Int, rows: Int) -> [Int] {
    var cells: [Int] = []
    cells.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum: Int32 = 0
        for y in (cellSide * row)..<(cellSide * (row + 1)) {
          for x in (cellSide * column)..<(cellSide * (column + 1)) {
            sum += plane.levels[y * plane.width + x]
          }
        }
        cells.append((Int(sum) + cellSide * cellSide / 2) / (cellSide * cellSide))
      }
    }
    return cells
  }

  /// The open cells that hang together with one, which are closed.
  private static func part(
    around first: Int, in cells: [Int], _ columns: Int, _ rows: Int, _ isOpen: inout [Bool]
  ) -> Part {
    var part = Part()
    var waiting = [first]
    isOpen[first] = false
    while let cell = waiting.popLast() {
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      part.count += 1
      part.columnSum += column
      part.rowSum += row
      part.levelSum += cells[cell]
      part.weight += (min(column, columns - 1 - column) + 1) * (min(row, rows - 1 - row) + 1)
      func reach(_ next: Int, _ exists: Bool) {
        guard exists, isOpen[next] else { return }
        isOpen[next] = false
        waiting.append(next)
      }
      reach(cell - 1, column > 0)
      reach(cell + 1, column + 1 < columns)
      reach(cell - columns, row > 0)
      reach(cell + columns, row + 1 < rows)
    }
    return part
  }
}
