import Dataset
import Foundation
import Screening
import Testing
import Training

/// Features computed once give the scores of the whole network.
@Suite("Feature scorer")
struct FeatureScorerTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  private var unseen: [LesionRecord] {
    get throws {
      let records = try Manifest.load(directory: study.folder.path).records
      return SmallStudy.split.test.map { records[$0] }
    }
  }

  @Test func scoresAreThoseOfTheNetwork() throws {
    var configuration = try study.configuration()
    let archive = FeatureArchive(directory: study.folder.file("features"), rowsInBlock: 4)
    configuration.workspace = TrainingWorkspace(archive: archive)
    let bytes = try study.train(configuration)
    let files = BatchScorer(try ScreeningModel(modelFile: bytes)).score(try unseen.map(\.path))
    let expected = try files.map { try $0.score.get() }
    let before = archive.readCount
    for computes in [true, false] {
      let scorer = try FeatureScorer(try unseen, configuration)
      let scores = try scorer.scores(ofModel: configuration.output)
      #expect(scores.count == 8)
      for (score, other) in zip(scores, expected) { #expect(abs(Float(score) - other) < 1e-6) }
      #expect(try scorer.scores(ofModel: configuration.output) == scores)
      #expect((archive.readCount == before) == computes)
    }
  }

  @Test func refusesAModelOnAnotherBackbone() throws {
    let other = try SmallStudy(backboneSeed: 2)
    _ = try other.train(other.configuration())
    let scorer = try FeatureScorer(try unseen, study.configuration())
    expectError(.unusableModel, "is no model on the backbone") {
      try scorer.scores(ofModel: other.folder.file("model.safetensors"))
    }
    expectError(.unusableModel, "is no model on the backbone") {
      try scorer.scores(ofModel: study.folder.file("backbone.safetensors"))
    }
  }

  @Test func namesAnImageThatCannotBeUsed() throws {
    try study.folder.write([1, 2, 3], to: "images/lesion40.png")
    expectError(.unusableData, "lesion40.png") {
      try FeatureScorer(try unseen, study.configuration())
    }
    expectError(.cancelled, "stopped") {
      try FeatureScorer(Array(try unseen.prefix(3)), study.configuration(), isCancelled: { true })
    }
  }
}
