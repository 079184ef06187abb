import Dataset
import Foundation
import ImageCodec
import LesionImage
import Radiomics
import TestSupport
import Testing

/// Data that cannot be used, in part or at all.
@Suite("Radiomics on bad data")
struct BaselineDataTests {
  private static let lesions = Result { try Lesions() }
  private let lesions: Lesions

  init() throws { lesions = try Self.lesions.get() }

  private func code(_ configuration: RadiomicsConfiguration) -> RadiomicsError.Code? {
    #expect(throws: RadiomicsError.self) { try RadiomicsBaseline(configuration).run() }?.code
  }

  private func broken(_ record: LesionRecord, path: String) -> LesionRecord {
    LesionRecord(imageName: record.imageName, path: path, isMalignant: record.isMalignant)
  }

  @Test func unusableImagesAreNamedAndLeftOut() throws {
    let folder = TemporaryDirectory()
    try folder.write("no picture", to: "text.jpg")
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: lesions.test[0].path)))
    try folder.write(Array(whole[..<(whole.count / 2)]), to: "half.jpg")
    var (development, test) = (lesions.development, lesions.test)
    development[3] = broken(development[3], path: folder.file("text.jpg"))
    test[1] = broken(test[1], path: folder.file("half.jpg"))
    test[4] = broken(test[4], path: folder.file("absent.jpg"))
    let result = try RadiomicsBaseline(
      RadiomicsConfiguration(development: development, test: test, costs: [1])
    ).run()
    #expect(result.examples == 39)
    #expect(result.unusable.map(\.index) == [3, 41, 44])
    #expect(result.unusable.map(\.path).last == folder.file("absent.jpg"))
    #expect(result.testImages == (0..<20).filter { $0 != 1 && $0 != 4 })
    #expect(result.variants.allSatisfy { $0.scores.count == 18 })
  }

  /// One pixel, lines, one colour: all are resized, and none upsets the features.
  @Test func picturesOfEveryShapeWork() throws {
    let folder = TemporaryDirectory()
    let shapes = [(1, 1), (1, 300), (300, 1), (2, 2), (4000, 3)]
    var test: [LesionRecord] = []
    for (width, height) in shapes {
      let name = "\(width)x\(height)"
      let picture = RGBImage(width: width, height: height, fill: SIMD3(0, 0, 0))
      try folder.write(try ImageCodec.encodePNG(picture), to: name + ".png")
      test.append(
        LesionRecord(imageName: name, path: folder.file(name + ".png"), isMalignant: false))
    }
    let result = try RadiomicsBaseline(
      RadiomicsConfiguration(development: lesions.development, test: test, costs: [1])
    ).run()
    #expect(result.testImages == Array(shapes.indices) && result.unusable.isEmpty)
    #expect(result.variants.allSatisfy { Set($0.scores).count == 1 }, "all are black")
  }

  @Test(.enabled(if: SharedData.path("data/bad_inputs") != nil, "needs the folder of bad inputs"))
  func badInputsAreUsedOrNamed() throws {
    let folder = try #require(SharedData.path("data/bad_inputs"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let bad = files.map {
      LesionRecord(imageName: $0, path: folder + "/" + $0, isMalignant: false)
    }
    let result = try RadiomicsBaseline(
      RadiomicsConfiguration(
        development: lesions.development, test: lesions.test + bad, costs: [1])
    ).run()
    #expect(result.testImages.count + result.unusable.count == 20 + bad.count)
    #expect(!result.unusable.isEmpty && result.unusable.allSatisfy { !$0.message.isEmpty })
    #expect(result.variants.allSatisfy { $0.scores.allSatisfy { 0...1 ~= $0 } })
  }

  @Test func noReadableTestImageIsRefused() {
    let test = lesions.test.map { broken($0, path: "/nowhere/\($0.imageName).jpg") }
    #expect(
      code(RadiomicsConfiguration(development: lesions.development, test: test)) == .unusableData)
  }

  @Test func bothClassesAreNeeded() {
    for isMalignant in [false, true] {
      let development = lesions.development.filter { $0.isMalignant == isMalignant }
      #expect(
        code(RadiomicsConfiguration(development: development, test: lesions.test))
          == .unusableData)
    }
    #expect(
      code(RadiomicsConfiguration(development: [], test: lesions.test)) == .unusableData)
    #expect(
      code(RadiomicsConfiguration(development: lesions.development, test: [])) == .unusableData)
  }

  @Test func impossibleNumbersAreRefused() {
    var configurations = [RadiomicsConfiguration](
      repeating: RadiomicsConfiguration(development: lesions.development, test: lesions.test),
      count: 9)
    configurations[0].folds = 1
    configurations[1].folds = .max
    configurations[2].exampleLimit = 0
    configurations[3].exampleLimit = .max
    configurations[4].costs = []
    configurations[5].costs = [1, .nan]
    configurations[6].costs = [0]
    configurations[7].kernels = []
    configurations[8].threads = 0
    for configuration in configurations { #expect(code(configuration) == .invalidConfiguration) }
  }

  @Test func cacheInAnImpossiblePlaceIsRefused() throws {
    let folder = TemporaryDirectory()
    try folder.write("", to: "file")
    #expect(
      code(
        RadiomicsConfiguration(
          development: lesions.development, test: lesions.test,
          cacheFolder: folder.file("file/cache"))) == .unwritable)
  }
}
