import ArgumentParser
import Dataset
import Files
import Foundation
import ImageCodec
import LesionImage
import Training

/// `lentigo augment`: the paper's Figure 3, one image under a recipe's augmentations.
struct AugmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Show one image under a recipe's augmentations (the paper's Figure 3).",
    discussion: """
      The first tile is the image as the network sees it; the others are drawn by the recipe. \
      `paper` has Table 1: flips, rotation, zoom, shear, saturation and brightness. `finetune` also \
      varies what tells dermatoscopes and clinics apart; --only shows one element, also those that \
      the recipe leaves out: hair, rulers, ink, borders, noise and more.

      Examples:
        lentigo augment lesion.jpg --output gallery.png --seed 3
        lentigo augment lesion.jpg --output hair.png --recipe finetune --only hair
      """)

  @Argument(help: ArgumentHelp("A JPEG or PNG image.", valueName: "image"))
  var image: String

  @Option(help: ArgumentHelp("The PNG to write.", valueName: "file"))
  var output: String

  @Option(help: "Same seed, same gallery.")
  var seed: UInt64 = 0

  /// The recipes by their names.
  enum RecipeName: String, ExpressibleByArgument, CaseIterable {
    case paper, finetune
  }

  @Option(help: "Whose augmentations to show.")
  var recipe: RecipeName = .paper

  @Option(
    help: ArgumentHelp(
      "With `finetune`, show this element alone, in every picture; may be repeated.",
      valueName: "element"))
  var only: [StrongAugmentationOption] = []

  @OptionGroup var hue: HueOption

  @Option(help: ArgumentHelp("Rows of the gallery.", valueName: "n"))
  var rows: Int = 3

  @Option(help: ArgumentHelp("Columns of the gallery.", valueName: "n"))
  var columns: Int = 5

  func validate() throws {
    guard (1...20).contains(rows), (1...20).contains(columns) else {
      throw ValidationError("--rows and --columns must be 1 to 20")
    }
    guard only.isEmpty || recipe == .finetune else {
      throw ValidationError("--only names elements of --recipe finetune")
    }
    guard hue.hue == 0 || recipe == .paper else {
      throw ValidationError("--hue belongs to --recipe paper; finetune has an amount of its own")
    }
  }

  private static let side = 224
  private static let gap = 8

  func run() throws {
    try AtomicFile.checkDestination(output)
    let storedSide = recipe == .paper ? Self.side : FineTuningRecipe.finetune.storedSide
    let side = RGBImage.minimumSide(width: storedSide, height: storedSide)
    let decoded = try ImageCodec.decode(contentsOfFile: image, minimumSide: side)
    let stored = decoded.image.resized(width: storedSide, height: storedSide)
    var tiles = [decoded.image.resized(width: Self.side, height: Self.side)]
    for position in 1..<max(1, rows * columns) {
      var generator = SeededGenerator(seed: seed, stream: UInt64(position))
      tiles.append(augmented(stored, using: &generator))
    }
    let gallery = Self.mosaic(tiles, columns: columns)
    try AtomicFile.write(try ImageCodec.encodePNG(gallery), to: output)
    StandardError.report(
      "wrote \(output): \(tiles.count) pictures, \(gallery.width)x\(gallery.height) pixels")
  }

  private func augmented(
    _ image: RGBImage, using generator: inout SeededGenerator
  ) -> RGBImage {
    switch recipe {
    case .paper: hue.applied(to: .paper).draw(using: &generator).apply(to: image)
    case .finetune:
      (only.isEmpty ? FineTuningRecipe.finetune.augmentation : .everything.always(only))
        .draw(using: &generator).apply(to: image, targetWidth: Self.side, targetHeight: Self.side)
    }
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

extension StrongAugmentationOption: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public static var allValueStrings: [String] { allCases.map(\.description) }
}
