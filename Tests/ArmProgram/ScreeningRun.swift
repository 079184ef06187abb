import CMachine
import LesionImage
import NeuralNetwork
import Screening

/// Models and pictures, handed over as to the phone's module.
enum ScreeningRun {
  static func all() {
    var screener: Screener?
    for index in 0..<machine_argument_count() {
      guard let path = Files.argument(index), let bytes = Files.read(index) else {
        Checks.fail("a file cannot be read")
        continue
      }
      if let picture = picture(bytes) {
        if let screener { screen(picture, screener, path) }
      } else if let model = try? ScreeningModel(modelFile: bytes) {
        screener = Screener(model)
        Files.print("{\"status\":0}")
      } else {
        Checks.fail("a model was refused")
      }
    }
  }

  private static func screen(_ picture: RGBImage, _ screener: Screener, _ path: String) {
    let result = screener.screen(picture)
    let logit = screener.logit(picture)
    let measures = QualityMeasure.allCases.map { json(result.quality[$0]) }
    let map = screener.activationMap()?.values.map { json($0) }
    Files.print(
      "{\"verdict\":\(result.verdict.rawValue),\"risk\":\(json(result.risk)),"
        + "\"threshold\":\(json(result.threshold)),"
        + "\"issues\":\(result.quality.issues.rawValue),"
        + "\"hints\":\(result.quality.hints.rawValue),"
        + "\"measures\":\(list(measures)),\"map\":\(map.map { list($0) } ?? "null"),"
        + "\"logit\":\(json(logit))}")
    Files.write(UnsafeRawBufferPointer(screener.preparedInput), to: path + ".input")
  }

  /// Changes one picture at random a few times over, as in training, and writes the pictures.
  static func augment(picture argument: Int, output: Int) {
    guard let bytes = Files.read(argument), let original = picture(bytes) else {
      return Checks.fail("a picture cannot be read")
    }
    var generator = SeededGenerator(seed: 7)
    var policy = AugmentationPolicy.paper
    policy.hue = -20...20
    var pixels: [UInt8] = []
    for _ in 0..<16 { pixels += policy.draw(using: &generator).apply(to: original).pixels }
    let strong = StrongAugmentationPolicy.everything
    for _ in 0..<16 {
      pixels +=
        strong.draw(using: &generator).apply(
          to: original, targetWidth: 80, targetHeight: 96
        ).pixels
    }
    pixels.withUnsafeBytes { Files.write($0, to: Files.argument(output)) }
  }

  private static func list(_ items: [String]) -> String {
    var text = "["
    for item in items { text += (text.utf8.count > 1 ? "," : "") + item }
    return text + "]"
  }

  private static func json(_ number: Float) -> String { number.isFinite ? "\(number)" : "null" }

  /// A binary PPM file with one space or line end after each number, or nil.
  private static func picture(_ bytes: [UInt8]) -> RGBImage? {
    guard bytes.starts(with: "P6 ".utf8) else { return nil }
    var numbers = [0, 0, 0]
    var place = 3
    for index in numbers.indices {
      while place < bytes.count, 48...57 ~= bytes[place], numbers[index] < 1 << 20 {
        numbers[index] = numbers[index] * 10 + Int(bytes[place] - 48)
        place += 1
      }
      place += 1
    }
    guard bytes.count - place == 3 * numbers[0] * numbers[1], !bytes[place...].isEmpty else {
      return nil
    }
    return RGBImage(width: numbers[0], height: numbers[1], pixels: Array(bytes[place...]))
  }
}
