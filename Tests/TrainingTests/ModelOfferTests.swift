import Evaluation
import Foundation
import NeuralNetwork
import Screening
import Testing
import Training

/// What a model file says about precisions, from scores made up for the purpose to what may run.
@Suite("Offering precisions in a model file")
struct ModelOfferTests {
  private let file: Safetensors

  /// The small study's model as a machine leaves it that has 32-bit floats alone.
  init() throws {
    let study = try SmallStudy()
    var configuration = try study.configuration()
    configuration.measuredPrecisions = []
    file = try Safetensors(study.train(configuration))
  }

  /// 20 malignant images above 50 benign ones, of which the first malignant falls below `pairs`: of
  /// 1,000 pairs two may be lost.
  private func measured(
    _ precision: Precision, losing pairs: Int, on name: String = "made up"
  ) throws -> MeasuredPrecision {
    let scores = (0..<20).map { 0.8 + Double($0) / 200 } + (0..<50).map { Double($0) / 100 }
    var others = scores
    if pairs > 0 { others[0] = Double(50 - pairs) / 100 - 0.005 }
    let reference = try ScoredLabels(scores: scores, labels: (0..<70).map { $0 < 20 })
    return MeasuredPrecision(
      precision,
      cost: try PrecisionCost(reference: reference, scores: others, operatingThreshold: 0.6),
      measuredOn: name, instructionSet: .best)
  }

  private func metadata(_ bytes: [UInt8]) throws -> ModelMetadata {
    let text = try #require(try Safetensors(bytes).metadata(ModelMetadata.key))
    return try JSONDecoder().decode(ModelMetadata.self, from: Data(text))
  }

  @Test func entryHoldsTheFiguresAndTheVerdict() throws {
    let passing = try measured(.bf16, losing: 2)
    #expect(passing.offered && passing.shortcomings.isEmpty && passing.reasons.isEmpty)
    #expect(passing.images == 70 && passing.malignant == 20)
    #expect(passing.referenceAUC == 1 && passing.auc == 0.998)
    #expect(passing.changedVerdicts == 1 && passing.newlyMissed == 1)
    #expect(passing.aucLossInterval?.count == 2)
    let failing = try measured(.int8, losing: 3)
    #expect(!failing.offered && failing.shortcomings == ["auc"])
    #expect(failing.reasons == "it loses more than 0.002 AUC")
    let worse = try measured(.int8, losing: 40)
    #expect(
      worse.reasons
        == "it loses more than 0.002 AUC and it loses more than 0.01 sensitivity at 90 % specificity"
    )
  }

  @Test func whatPassedIsOfferedAndWhatFailedIsNot() throws {
    let bytes = try ModelOffer(file).bytes(
      measured: [measured(.bf16, losing: 2), measured(.int8, losing: 3)])
    #expect(try ScreeningModel(modelFile: bytes).offeredPrecisions.precisions == [.fp32, .bf16])
    #expect(throws: ModelError.precisionNotOffered(.int8, offered: [.init(.fp32), .init(.bf16)])) {
      try ScreeningModel(modelFile: bytes, precision: .int8)
    }
    let known = try metadata(bytes).precisions ?? []
    #expect(known == [try measured(.bf16, losing: 2), try measured(.int8, losing: 3)])
    #expect(try ModelOffer(Safetensors(bytes)).precisions == known)
  }

  @Test func nothingElseChanges() throws {
    let bytes = try ModelOffer(file).bytes(measured: [measured(.bf16, losing: 0)])
    let changed = try Safetensors(bytes)
    #expect(changed.tensors.map(\.name) == file.tensors.map(\.name))
    for (new, old) in zip(changed.tensors, file.tensors) {
      #expect(new.shape == old.shape && new.elementType == old.elementType)
      #expect(bytes[new.byteRange] == file.bytes[old.byteRange])
    }
    let lowest = changed.tensors.map(\.byteRange.lowerBound).min()
    #expect(lowest?.isMultiple(of: 8) == true)
    var before = try metadata(file.bytes)
    before.precisions = [try measured(.bf16, losing: 0)]
    // Kept to the last digit of the seed and the thresholds.
    #expect(try metadata(bytes) == before)
    #expect(try ModelProvenance(changed) == ModelProvenance(file))
    #expect(try ModelOffer(changed).bytes(measured: [measured(.bf16, losing: 0)]) == bytes)
  }

  /// Members that this version does not know survive, whatever their type.
  @Test func unknownMembersAreHandedOn() throws {
    let text = try #require(file.metadata(ModelMetadata.key))
    let extra =
      #"{"zoo":{"a":[1,-2,2.5,18446744073709551615,true,null,"é\n"],"b":{}},"#
      + #""precisions":[{"precision":"fp8","offered":true,"why":"new"}],"#
    let members = String(decoding: text, as: UTF8.self).dropFirst()
    var writer = SafetensorsWriter()
    for tensor in file.tensors { writer.add(tensor, of: file) }
    writer.setMetadata(ModelMetadata.key, Array((extra + members).utf8))
    writer.setMetadata("other", Array("kept".utf8))
    let bytes = try ModelOffer(Safetensors(writer.serialized())).bytes(
      measured: [measured(.bf16, losing: 0)])
    let result = try Safetensors(bytes)
    #expect(result.metadata("other") == Array("kept".utf8))
    let json = String(decoding: try #require(result.metadata(ModelMetadata.key)), as: UTF8.self)
    #expect(json.contains(#""zoo":{"a":[1,-2,2.5,18446744073709551615,true,null,"é\n"],"b":{}}"#))
    #expect(json.contains(#"{"offered":true,"precision":"fp8","why":"new"}"#))
    #expect(try ScreeningModel(modelFile: bytes).offeredPrecisions.precisions == [.fp32, .bf16])
  }

  @Test func aNewMeasurementReplacesTheOldOne() throws {
    let first = try ModelOffer(file).bytes(
      measured: [measured(.bf16, losing: 0), measured(.int8, losing: 0, on: "elsewhere")])
    let second = try ModelOffer(Safetensors(first)).bytes(measured: [measured(.bf16, losing: 9)])
    let known = try metadata(second).precisions ?? []
    #expect(known.map(\.precision) == ["bf16", "int8"])
    #expect(known.map(\.offered) == [false, true] && known.last?.measuredOn == "elsewhere")
    #expect(try ScreeningModel(modelFile: second).offeredPrecisions.precisions == [.fp32, .int8])
  }

  @Test func scoresThatAreNoNumbersStayJSON() throws {
    let reference = try ScoredLabels(
      scores: (0..<40).map(Double.init), labels: (0..<40).map { $0 >= 20 })
    let cost = try PrecisionCost(
      reference: reference, scores: Array(repeating: .nan, count: 40), operatingThreshold: 20)
    let entry = MeasuredPrecision(.int8, cost: cost, measuredOn: "made up", instructionSet: .best)
    #expect(!entry.offered && entry.reasons == "some scores are no numbers")
    let bytes = try ModelOffer(file).bytes(measured: [entry])
    #expect(try metadata(bytes).precisions?.contains(entry) == true)
    #expect(try !ScreeningModel(modelFile: bytes).offeredPrecisions.contains(.int8))
  }

  @Test func filesOfWeightsAreRefused() throws {
    var writer = SafetensorsWriter()
    writer.add(name: "weights", shape: [1], floats: [1])
    let bare = try Safetensors(writer.serialized())
    expectError(.unusableModel, "no metadata") { try ModelOffer(bare) }
  }
}
