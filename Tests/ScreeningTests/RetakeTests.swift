import Dataset
import ImageCodec
import LesionImage
import Parallelism
import Screening
import TestSupport
import Testing

/// From a file's bytes to the verdict, as `lentigo diagnose` goes: poor pictures are to be taken
/// again, good ones are judged.
@Suite struct RetakeTests {
  static let model = Result { try ScreeningModel(modelFile: ModelFile.bytes(seed: 4)) }

  /// Forty made-up lesions, all well photographed.
  static let lesions = (0..<40).map {
    SyntheticLesion.draw(isMalignant: $0 % 2 == 0, side: 256, seed: UInt64($0))
  }

  @Test func goodPicturesOfMadeUpLesionsAreJudged() throws {
    let results = try Self.screen(Self.lesions.map { try ImageCodec.encodeJPEG($0) })
    let refused = results.filter { $0.verdict == .retake }
    print("made-up lesions: \(refused.count) of \(results.count) refused")
    #expect(refused.count <= 2)
  }

  @Test(arguments: Degradation.allCases)
  func poorPicturesOfMadeUpLesionsAreToBeTakenAgain(_ degradation: Degradation) throws {
    let results = try Self.screen(
      Self.lesions.map { try ImageCodec.encodeJPEG(degradation.apply(to: $0)) })
    let refused = results.filter { $0.verdict == .retake }
    let named = results.filter { $0.quality.issues.contains(degradation.issue) }
    print("made-up lesions, \(degradation): \(refused.count) refused, \(named.count) named")
    // Nine in ten, and for the right reason.
    #expect(refused.count >= 36)
    #expect(named.count >= 36)
  }

  @Test(
    .enabled(if: SharedData.path("data/bad_inputs/manifest.csv") != nil, "needs bad_inputs"),
    arguments: PoorPhotograph.all)
  func poorPhotographsAreToBeTakenAgain(_ photograph: PoorPhotograph) throws {
    let decoded = try ImageCodec.decode(contentsOfFile: photograph.path, minimumSide: 224)
    let result = Screener(try Self.model.get()).screen(
      decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight)
    #expect(result.verdict == .retake, "\(result.quality)")
  }

  @Test(
    .enabled(if: SharedData.path("data/isic2020/train.csv") != nil, "needs the ISIC 2020 images"))
  func photographsOfTheDataSetAreJudged() throws {
    let folder = try #require(SharedData.path("data/isic2020"))
    let records = try Manifest.load(directory: folder).records
    let sample = (0..<300).map { records[$0 * records.count / 300].path }
    let model = try Self.model.get()
    let refused = try Parallel.map(count: sample.count) { index in
      let decoded = try ImageCodec.decode(contentsOfFile: sample[index], minimumSide: 224)
      let result = Screener(model).screen(
        decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight)
      return result.verdict == .retake
    }.count { $0 }
    print("ISIC 2020: \(refused) of \(sample.count) refused")
    #expect(refused <= sample.count / 50)
  }

  private static func screen(_ files: [[UInt8]]) throws -> [ScreeningResult] {
    let screener = Screener(try model.get())
    return try files.map { file in
      let decoded = try ImageCodec.decode(file, minimumSide: 224)
      return screener.screen(
        decoded.image, sourceWidth: decoded.sourceWidth, sourceHeight: decoded.sourceHeight)
    }
  }
}
