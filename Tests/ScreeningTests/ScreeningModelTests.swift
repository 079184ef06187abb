import LesionImage
import NeuralNetwork
import Screening
import Testing

@Suite struct ScreeningModelTests {
  static let file = ModelFile.bytes()

  @Test func readsWhatTheFileSays() throws {
    let model = try ScreeningModel(modelFile: Self.file)
    #expect(model.architecture == .mobileNetV3Small)
    #expect(model.threshold == 0.5)
    #expect(model.preprocessing.mode == .squash)
    #expect(model.preprocessing.normalization == .imageNet)
    #expect(model.preprocessing.valueCount == 3 * 224 * 224)
    #expect(model.preprocessing.minimumSide == 224)
    #expect(model.plan.outputCount == 1)
  }

  @Test func readsTheOtherMode() throws {
    let metadata = ModelFile.metadata.replacing("squash", with: "centre-crop")
    let model = try ScreeningModel(modelFile: ModelFile.bytes(metadata: metadata))
    #expect(model.preprocessing.mode == .centerCrop)
  }

  @Test(
    arguments: [
      ("\"format\":1", "\"format\":4", .unsupportedFormat(4)),
      ("\"format\":1", "\"format\":\"1\"", .missingValue(.format)),
      ("\"format\":1,", "", .missingValue(.format)),
      ("mobilenet-v3-small", "resnet-18", .unknownArchitecture(name: [UInt8]("resnet-18".utf8))),
      ("torchvision", "caffe", .unknownWeightOrigin(name: [UInt8]("caffe".utf8))),
      ("squash", "stretch", .unknownResizeMode(name: [UInt8]("stretch".utf8))),
      ("\"squash\"", "3", .missingValue(.mode)),
      ("\"preprocessing\"", "\"preparation\"", .missingValue(.mode)),
      ("\"width\":224", "\"width\":-224", .missingValue(.width)),
      (
        "\"width\":224", "\"width\":9999999999999999999",
        .wrongInputSize(
          width: 9_999_999_999_999_999_999, height: 224, expectedWidth: 224, expectedHeight: 224)
      ),
      (
        "\"height\":224", "\"height\":0",
        .wrongInputSize(width: 224, height: 0, expectedWidth: 224, expectedHeight: 224)
      ),
      ("0.5", "1.5", .invalidThreshold(1.5)),
      ("0.5", "-0.25", .invalidThreshold(-0.25)),
      ("0.5", "null", .missingValue(.threshold)),
      ("\"operating_point\"", "\"operating_points\"", .missingValue(.threshold)),
    ] as [(String, String, ModelError)])
  func refusesWrongMetadata(found: String, replacement: String, error: ModelError) {
    let metadata = ModelFile.metadata.replacing(found, with: replacement)
    #expect(throws: error) {
      try ScreeningModel(modelFile: ModelFile.bytes(metadata: metadata))
    }
    #expect(!"\(error)".isEmpty)
  }

  @Test func refusesFilesThatAreNoModels() {
    #expect(throws: ModelError.missingMetadata) {
      try ScreeningModel(modelFile: ModelFile.bytes(metadata: nil))
    }
    #expect(throws: ModelError.invalidFile(.truncatedHeader(fileSize: 0))) {
      try ScreeningModel(modelFile: [])
    }
    let error = #expect(throws: ModelError.self) {
      try ScreeningModel(modelFile: ModelFile.bytes(metadata: "{\"format\":1"))
    }
    guard case .invalidMetadata = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
  }

  @Test func refusesMissingTensorsByName() {
    let name = "head.dense2.bias"
    let error = #expect(throws: ModelError.self) {
      try ScreeningModel(modelFile: ModelFile.bytes(leavingOut: [name]))
    }
    #expect(error?.description.contains(name) == true)
  }

  @Test func refusesWeightsOfTheOtherOrigin() {
    let metadata = ModelFile.metadata.replacing("torchvision", with: "keras")
    #expect(throws: ModelError.self) {
      try ScreeningModel(modelFile: ModelFile.bytes(metadata: metadata))
    }
  }

  @Test func everyTruncationIsRefused() {
    for kept in [1, 7, 8, 100, 5000, Self.file.count / 2, Self.file.count - 1] {
      #expect(throws: ModelError.self) {
        try ScreeningModel(modelFile: [UInt8](Self.file.prefix(kept)))
      }
    }
    #expect(throws: ModelError.invalidFile(.trailingBytes(count: 1))) {
      try ScreeningModel(modelFile: Self.file + [0])
    }
  }
}
