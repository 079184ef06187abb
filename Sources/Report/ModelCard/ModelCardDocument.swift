import Evaluation
import Foundation

/// A model's card as files: Markdown, its drawings, and JSON. Makes bytes and writes nothing.
public struct ModelCardDocument: Sendable {
  /// A file of the card.
  public struct File: Sendable, Equatable {
    /// Relative to the card's folder; may begin with `figures/`.
    public let name: String
    public let bytes: [UInt8]
  }

  let card: ModelCard

  public init(_ card: ModelCard) { self.card = card }

  /// `MODEL_CARD.md`, `MODEL_CARD.json`, and a calibration plot a data set in `figures/`.
  ///
  /// - Throws: What `JSONEncoder` throws for a number that is not finite.
  public func files() throws -> [File] {
    let document = document
    var files = [
      File(name: "MODEL_CARD.md", bytes: [UInt8](document.markdown.utf8)),
      File(name: "MODEL_CARD.json", bytes: [UInt8](try card.jsonText().utf8)),
    ]
    for case .figure(let figure) in document.sections.flatMap(\.blocks) {
      files += figure.assets.map { File(name: "figures/\($0.name)", bytes: $0.bytes) }
    }
    return files
  }

  var document: ReportDocument {
    ReportDocument(
      title: "Model card: \(card.file.name)",
      byline: "Measured and written by \(card.software); nothing here was typed in by hand but "
        + "what is said to be so.",
      lead: lead, notice: ReportDocument.medicalNotice,
      sections: [model, use, data, training] + card.tests.indices.flatMap { sections(of: $0) }
        + [limits, cost, again])
  }

  private var lead: String {
    card.tests.map { test in
      let summary = test.summary
      return "On \(Notation.count(summary.count, "image", "images")) of \(test.data) that it had "
        + "never seen (\(summary.malignantCount.grouped) malignant): AUC \(Notation.share(summary.auc)) "
        + "\(Notation.interval(summary.byPatient?.auc ?? summary.aucInterval))."
    }.joined(separator: " ")
  }

  private var model: Section {
    Section(
      id: "model", title: "Model",
      blocks: [
        .facts([
          .init(
            name: "File",
            value: "\(card.file.name), \(card.file.byteCount.grouped) bytes, format "
              + "\(card.file.format)"),
          .init(name: "SHA-256", value: card.file.sha256),
          .init(
            name: "Network",
            value: "\(card.architecture), \(card.parameterCount.grouped) parameters, input "
              + card.inputSize),
          .init(name: "Weights in the form of", value: card.weights),
          .init(
            name: "Risk",
            value: card.calibration ?? "the sigmoid of the network's output, not calibrated"),
          .init(name: "Refers from a risk of", value: card.threshold),
          .init(
            name: "Pictures without a lesion",
            value: card.novelty ?? "judged like any other: the file cannot tell them"),
          .init(
            name: "Offered below 32-bit floats",
            value: card.precisions.isEmpty ? "no" : Notation.list(card.precisions)),
        ])
      ])
  }

  private var use: Section {
    Section(
      id: "use", title: "Intended use",
      blocks: [
        .paragraph(
          "Research on the triage of pigmented skin lesions in dermoscopic pictures: ranking pictures "
            + "by the risk of melanoma, and studying what such a ranking gets wrong."),
        .list([
          "Not for a diagnosis, and not for deciding alone whether a lesion is looked at.",
          "Not for photographs without a dermatoscope, nor for skin cancers other than melanoma.",
          "Not for people whose skin is hardly among the images: see the skin-tone bands.",
        ]),
      ])
  }

  private var data: Section {
    var names: [String] = []
    // Training joins the names of several data sets by a plus.
    for name in card.training.data.components(separatedBy: " + ") + card.tests.map(\.data)
    where !names.contains(name) { names.append(name) }
    var licences: [DataLicence] = []
    for licence in names.compactMap(DataLicence.of) where !licences.contains(licence) {
      licences.append(licence)
    }
    let unknown = names.filter { DataLicence.of($0) == nil }
    let restricted = licences.filter(\.isNonCommercial).map(\.data)
    var blocks: [Block] = []
    if !restricted.isEmpty {
      blocks.append(
        .notice(
          "Non-commercial: \(Notation.list(restricted)) may not be used for money, and neither, to be "
            + "safe, may this model."))
    }
    if !unknown.isEmpty {
      blocks.append(
        .notice(
          "The licence of the data is not known to this program for \(Notation.list(unknown)): ask "
            + "their owner."))
    }
    if !licences.isEmpty {
      blocks.append(
        .facts(licences.map { .init(name: $0.data, value: "\($0.licence). \($0.attribution).") }))
    }
    return Section(id: "data", title: "Data and licences", blocks: blocks)
  }
}
