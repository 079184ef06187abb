import Training

/// What the small study ends in when nothing interrupts it: trained once, compared with often.
/// Neither the folder nor the time show in it.
struct WholeTraining: Sendable {
  let model: TrainedModel
  let bytes: [UInt8]

  static func shared() throws -> WholeTraining { try result.get() }

  private static let result = Result {
    let study = try SmallStudy()
    let model = try Trainer(study.configuration()).train()
    return WholeTraining(model: model, bytes: try study.folder.bytes("model.safetensors"))
  }
}
