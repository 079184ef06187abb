import Dataset
import Foundation
import NeuralNetwork
import Screening
import Testing
import Training

@Suite("Model file")
struct ModelFileTests {
  private let study: SmallStudy
  private let model: TrainedModel
  private let file: Safetensors

  init() throws {
    study = try SmallStudy()
    model = try WholeTraining.shared().model
    file = try Safetensors(WholeTraining.shared().bytes)
  }

  @Test func holdsThePapersParametersAndNoOthers() {
    let numbers = file.tensors.filter { $0.elementType == .f32 }
    #expect(numbers.reduce(0) { $0 + $1.count } == 1_602_929)
    #expect(file.tensor(named: "classifier.0.weight") == nil)
    let others = file.tensors.filter { $0.elementType != .f32 }
    #expect(
      others.allSatisfy { $0.elementType == .u64 && $0.name.starts(with: "provenance.".utf8) })
  }

  @Test func backboneIsCarriedOverToTheBit() throws {
    let backbone = try Safetensors(study.folder.bytes("backbone.safetensors"))
    for parameter in Network.backbone(.mobileNetV3Small, origin: .torchvision).parameters {
      #expect(file.tensor(named: parameter.name)?.shape == parameter.shape)
      #expect(file.floats(named: parameter.name) == backbone.floats(named: parameter.name))
    }
  }

  @Test func metadataIsCompleteAndWithoutDate() throws {
    let json = try #require(file.metadata(ModelMetadata.key))
    let metadata = try JSONDecoder().decode(ModelMetadata.self, from: Data(json))
    #expect(metadata == model.metadata)
    #expect(metadata.architecture == "mobilenet-v3-small" && metadata.weights == "torchvision")
    #expect(metadata.preprocessing.width == 224 && metadata.preprocessing.height == 224)
    #expect(metadata.preprocessing.mode == "squash")
    #expect(metadata.training.trainingMalignant == 6 && metadata.training.trainingPatients == 12)
    #expect(metadata.operatingPoint.sensitivity >= 0.9)
    #expect(metadata.operatingPoint.sensitivityInterval.count == 2)
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    #expect(!String(decoding: json, as: UTF8.self).contains("\(year)-"))
  }

  /// The trainer's head and the engine's are two computations of one number.
  @Test func engineGivesTheTrainersScores() throws {
    let screening = try ScreeningModel(modelFile: file.bytes)
    #expect(Double(screening.threshold) == model.metadata.operatingPoint.threshold)
    let files = SmallStudy.split.validation.map {
      study.folder.file("images/\(SmallStudy.name($0)).png")
    }
    let scores = try BatchScorer(screening).score(files).map { Double(try $0.score.get()) }
    let difference = zip(scores, model.validation.scores).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-5)
  }

  @Test func provenanceTellsTheParts() throws {
    let provenance = try ModelProvenance(file)
    let records = try Manifest.load(directory: study.folder.path).records
    var partition = provenance.partition(records)
    #expect(partition.training == SmallStudy.split.train)
    #expect(partition.validation == SmallStudy.split.validation)
    #expect(partition.unseen == SmallStudy.split.test)
    #expect(partition.unreadable.isEmpty && partition.unseenOfTrainingPatients.isEmpty)

    // A training image under another name is still known; a new image of a known patient is
    // counted; a missing file is listed.
    let copy = study.folder.file("copy.png")
    try study.folder.write(study.folder.bytes("images/lesion0.png"), to: "copy.png")
    partition = provenance.partition([
      LesionRecord(imageName: "copy", path: copy, isMalignant: false, patientID: "stranger"),
      LesionRecord(
        imageName: "lesion40", path: records[40].path, isMalignant: false, patientID: "patient3"),
      LesionRecord(
        imageName: "none", path: study.folder.file("none.png"), isMalignant: false),
    ])
    #expect(partition.training == [0] && partition.unseen == [1])
    #expect(partition.unseenOfTrainingPatients == [1] && partition.unreadable == [2])
  }

  @Test func modelsWithoutProvenanceAreNamed() throws {
    let bare = try Safetensors(study.folder.bytes("backbone.safetensors"))
    expectError(.unusableModel, "provenance.training_images") { try ModelProvenance(bare) }
  }
}
