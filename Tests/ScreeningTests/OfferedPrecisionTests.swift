import NeuralNetwork
import Screening
import Testing

@Suite("Precisions that a model file offers") struct OfferedPrecisionTests {
  private func file(_ precisions: String?) -> [UInt8] {
    let member = precisions.map { ",\"precisions\":\($0)}" } ?? "}"
    return ModelFile.bytes(metadata: ModelFile.metadata.dropLast() + member)
  }

  @Test(
    arguments: [
      (nil, []), ("[]", []),
      (#"[{"precision":"bf16","offered":true}]"#, [.bf16]),
      (
        #"[{"precision":"int8","offered":true,"auc":0.8},{"offered":false,"precision":"bf16"}]"#,
        [.int8]
      ),
      // A later version may know more, and the reference needs no word.
      (#"[{"precision":"fp8","offered":true},{"precision":"bf16","offered":true}]"#, [.bf16]),
      (#"[{"precision":"fp32","offered":false}]"#, []),
    ] as [(String?, [Precision])])
  func readsThem(precisions: String?, others: [Precision]) throws {
    let model = try ScreeningModel(modelFile: file(precisions))
    #expect(model.offeredPrecisions.precisions == [.fp32] + others)
    #expect(model.precision == .fp32)
  }

  @Test(arguments: [
    "null", "{}", "\"bf16\"", "[1]", "[{}]", #"[{"precision":"bf16"}]"#,
    #"[{"precision":"bf16","offered":1}]"#, #"[{"precision":1,"offered":true}]"#,
    #"[{"precision":"bf16","offered":true},{"precision":"bf16","offered":false}]"#,
  ])
  func refusesWhatIsNoList(precisions: String) {
    #expect(throws: ModelError.missingValue(.precisions)) {
      try ScreeningModel(modelFile: file(precisions))
    }
  }

  @Test(arguments: [Precision.bf16, .int8])
  func whatIsNotOfferedIsRefused(precision: Precision) {
    for precisions in [nil, #"[{"precision":"\#(precision)","offered":false}]"#] {
      let error = #expect(throws: ModelError.self) {
        try ScreeningModel(modelFile: file(precisions), precision: precision)
      }
      #expect(error == .precisionNotOffered(precision, offered: PrecisionSet(.fp32)))
      #expect(error?.description.contains("\(precision)") == true)
    }
  }

  /// Offered runs where the machine has it, and is refused by name where it has not.
  @Test(arguments: [Precision.bf16, .int8], InstructionSet.available)
  func whatIsOfferedRunsWhereItCan(precision: Precision, instructionSet: InstructionSet) throws {
    let bytes = file(#"[{"precision":"\#(precision)","offered":true}]"#)
    if precision.isAvailable(on: instructionSet) {
      let model = try ScreeningModel(
        modelFile: bytes, instructionSet: instructionSet, precision: precision)
      #expect(model.precision == precision)
    } else {
      #expect(throws: ModelError.invalidWeights(.unavailablePrecision(precision, instructionSet))) {
        try ScreeningModel(modelFile: bytes, instructionSet: instructionSet, precision: precision)
      }
    }
  }
}
