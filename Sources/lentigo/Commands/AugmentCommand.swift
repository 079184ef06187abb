import ArgumentParser
import Dataset
import Files
import Foundation
import ImageCodec
import LesionImage

/// `lentigo augment`: the paper's Figure 3, one image under Table 1's augmentations.
struct AugmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Show one image under the paper's augmentations (Figure 3).",
    discussion: """
      The first tile is the image as the network sees it; the others are drawn by Table 1: \
      flips, rotation, zoom, shear, saturation and brightness.

      Example:
        lentigo augment lesion.jpg --output gallery.png --seed 3
      """)

  @Argument(help: ArgumentHelp("A JPEG or PNG image.", valueName: "image"))
  var image: String

  @Option(help: ArgumentHelp("The PNG to write.", valueName: "file"))
  var output: String

  @Option(help: "Same seed, same gallery.")
  var seed: UInt64 = 0

  @OptionGroup var hue: HueOption

  @Option(help: ArgumentHelp("Rows of the gallery.", valueName: "n"))
  var rows: Int = 3

  @Option(help: ArgumentHelp("Columns of the gallery.", valueName: "n"))
  var columns: Int = 5

  func validate() throws {
    guard (1...20).contains(rows), (1...20).contains(columns) else {
      throw ValidationError("--rows and --columns must be 1 to 20")
    }
  }

  private static let side = 224
  private static let gap = 8

  func run() throws {
    try AtomicFile.checkDestination(output)
    let side = RGBImage.minimumSide(width: Self.side, height: Self.side)
    let decoded = try ImageCodec.decode(contentsOfFile: image, minimumSide: side)
    let original = decoded.image.resized(width: Self.side, height: Self.side)
    let policy = hue.applied(to: .paper)
    var tiles = [original]
    for position in 1..<max(1, rows * columns) {
      var generator = SeededGenerator(seed: seed, stream: UInt64(position))
      tiles.append(policy.draw(using: &generator).apply(to: original))
    }
    let gallery = Self.mosaic(tiles, columns: columns)
    try AtomicFile.write(try ImageCodec.encodePNG(gallery), to: output)
    StandardError.report(
      "wrote \(output): \(tiles.count) pictures, \(gallery.width)x\(gallery.height) pixels")
  }

  /// Square tiles side by side on white, row by row.
  private static func mosaic(_ tiles: [RGBImage], columns: Int) -> RGBImage {
    let rows = (tiles.count + columns - 1) / columns
    let width = columns * (side + gap) + gap
    let height = rows * (side + gap) + gap
    var pixels = [UInt8](repeating: 255, count: 3 * width * height)
    for (index, tile) in tiles.enumerated() {
      let left = gap + index % columns * (side + gap)
      let top = gap + index / columns * (side + gap)
      for row in 0..<side {
        let from = 3 * side * row
        let to = 3 * ((top + row) * width + left)
        pixels.replaceSubrange(to..<to + 3 * side, with: tile.pixels[from..<from + 3 * side])
      }
    }
    return RGBImage(width: width, height: height, pixels: pixels)
  }
}
