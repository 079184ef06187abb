import LesionImage
import NeuralNetwork
import Screening
import Testing

/// The vectors that stand in the repository: every platform and instruction set makes of a picture what
/// Pillow, torchvision and autograd make of it.
@Suite struct ParityVectorTests {
  /// The largest difference of logits and maps from double precision. Measured: 1.1e-5 at most, with
  /// every instruction set.
  static let bound: Float = 1e-4

  static let vectors = ParityVector.file?.vectors ?? []

  @Test func vectorsCoverWhatDiffers() throws {
    #expect(Self.vectors.count == 6)
    #expect(Set(Self.vectors.map(\.verdict)) == ["refer", "no-sign", "retake"])
    #expect(Set(Self.vectors.map(\.channels)) == [3, 4])
    for vector in Self.vectors {
      #expect(ParityVector.fnv1a(vector.bytes().map { UInt32($0) }) == vector.pixels)
    }
  }

  @Test(arguments: InstructionSet.available)
  func nativeCodeGivesTheVectors(instructionSet: InstructionSet) throws {
    let metadata = try #require(ParityVector.file).metadata
    let calibration = try #require(
      RiskCalibration(
        slope: metadata.calibration.slope, intercept: metadata.calibration.intercept))
    let file = ModelFile.bytes(
      ModelFile.metadata(
        threshold: metadata.operatingPoint.threshold, calibration: calibration))
    let screener = Screener(
      try ScreeningModel(modelFile: file, instructionSet: instructionSet))
    var largest: (logit: Float, map: Float) = (0, 0)
    for vector in Self.vectors {
      let bytes = vector.bytes()
      try bytes.withUnsafeBytes { bytes in
        let channels = try #require(PictureView.Channels(rawValue: vector.channels))
        let picture = try #require(
          PictureView(
            width: vector.width, height: vector.height, channels: channels, bytes: bytes))
        #expect("\(screener.screen(picture).verdict)" == vector.verdict)
        let words = screener.preparedInput.map(\.bitPattern)
        #expect(stride(from: 0, to: words.count, by: 9973).map { words[$0] } == vector.samples)
        #expect(ParityVector.fnv1a(words) == vector.input)
        let map = try #require(screener.activationMap())
        let differences = zip(map.values, vector.map.joined()).map { abs($0 - $1) }
        largest.map = max(largest.map, differences.max() ?? .infinity, abs(map.bias - vector.bias))
        largest.logit = max(
          largest.logit, Float(abs(Double(screener.logit(picture)) - vector.logit)))
      }
    }
    let differences = "logits differ by \(largest.logit), maps by \(largest.map)"
    print("\(instructionSet) and double precision: \(differences)")
    #expect(largest.logit <= Self.bound && largest.map <= Self.bound)
  }

  @Test(.needs(.phoneParity)) func phoneGivesTheVectors() throws {
    try givesTheVectors(.phoneParity)
  }

  @Test(.needs(.relaxedPhoneParity)) func relaxedPhoneGivesTheVectors() throws {
    try givesTheVectors(.relaxedPhoneParity)
  }

  /// The script compares, and fails where anything differs.
  private func givesTheVectors(_ engine: ForeignEngine) throws {
    let output = try engine.run([])
    print("\(engine.name) on the parity vectors:\n\(output)")
    #expect(output.split(separator: "\n").count == Self.vectors.count)
  }
}
