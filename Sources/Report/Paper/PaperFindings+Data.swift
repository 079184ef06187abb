import Foundation

extension PaperFindings {
  /// What was used, Figure 1 and Figure 2.
  func dataSection(_ pictures: ReportPictures) -> Section {
    let data = report.data
    let total = data.malignant + data.benign
    var blocks: [Block] = [
      .facts(facts), .table(partTable), .paragraph(sentences),
      .heading("To make this report again"), .code(report.command),
      .note(
        "The same command on the same bytes gives the same figures on the same kind of processor and "
          + "system; times differ from run to run."),
    ]
    if data.isSynthetic {
      blocks.insert(
        .notice(
          "These images are drawn by Lentigo, not photographed: the report shows that everything runs, "
            + "and nothing about skin."), at: 0)
    }
    blocks.append(
      contentsOf: Self.pictureFigure(
        id: "figure-1", label: "Figure 1",
        caption: "Examples of both classes from the data used.",
        groups: [("Benign", pictures.benign), ("Malignant", pictures.malignant)]))
    let share = Notation.percent(Double(data.malignant) / Double(max(1, total)))
    let published = Double(PublishedTest.allMalignant) / Double(PublishedTest.allImages)
    blocks.append(
      .figure(
        Block.Figure(
          id: "figure-2", label: "Figure 2",
          caption: "Class distribution of the images used: \(share) malignant. The paper's "
            + "\(PublishedTest.allImages.grouped) images hold \(PublishedTest.allMalignant) melanomas "
            + "(\(String(format: "%.2f %%", published * 100))) by their labels; its text says 500.",
          content: .drawing(
            ClassDistributionFigure(benign: data.benign, malignant: data.malignant).drawing))))
    return Section(id: "data", title: "Data", blocks: blocks)
  }

  private var facts: [Block.Fact] {
    let (data, machine) = (report.data, report.machine)
    let gibibytes = Double(machine.memory) / 1_073_741_824
    return [
      ("Data", data.name),
      ("Fingerprint of labels and bytes", data.fingerprint),
      ("Image size", size),
      ("Split", data.split),
      ("Seed", "\(report.seed)"),
      (
        "Machine",
        "\(machine.processor), \(Notation.count(machine.cores, "core", "cores")) used, "
          + "\(Notation.measured(gibibytes)) GiB, \(machine.system)"
      ),
      ("Kernels", machine.instructionSet),
      ("Software", report.software),
    ].map { Block.Fact(name: $0.0, value: $0.1) }
  }

  private var size: String {
    let seen = "224\u{D7}224 as the networks see them"
    guard let width = report.data.medianWidth, let height = report.data.medianHeight else {
      return seen
    }
    return "\(width)\u{D7}\(height) as stored (medians of width and height), \(seen)"
  }

  private var partTable: Table {
    var table = Table(
      caption: "Parts of the data",
      head: ["Part", "Images", "Malignant", "Benign", "Malignant share", "Fingerprint"],
      textColumns: 1,
      rows: report.data.parts.map { part in
        let images = part.malignant + part.benign
        return [
          part.name, images.grouped, part.malignant.grouped, part.benign.grouped,
          images == 0
            ? Notation.undefined : Notation.percent(Double(part.malignant) / Double(images)),
          part.fingerprint,
        ]
      })
    table.alignments[5] = .text
    return table
  }

  private var sentences: String {
    let data = report.data
    var sentences: [String] = []
    if data.excludedRows > 0 {
      sentences.append(
        Notation.count(data.excludedRows, "row", "rows")
          + " of the labels could not be used at all and \(data.excludedRows == 1 ? "was" : "were") "
          + "left out.")
    }
    if data.unusable > 0 {
      sentences.append(
        Notation.count(data.unusable, "labelled image", "labelled images")
          + " could not be read.")
    }
    if sentences.isEmpty { sentences.append("Every labelled image could be used.") }
    if data.duplicatesAcrossParts > 0 {
      sentences.append(
        Notation.count(data.duplicatesAcrossParts, "byte-identical image", "byte-identical images")
          + " on different sides of the split can flatter every classifier.")
    }
    return (sentences + [patients]).joined(separator: " ")
  }

  private var patients: String {
    let data = report.data
    guard data.patients > 0 else { return "The labels name no patients." }
    let both = data.patientsInTrainingAndTest
    return "The images come from \(Notation.count(data.patients, "patient", "patients")), of whom "
      + "\(Notation.word(both)) \(both == 1 ? "has" : "have") images in both training and test"
      + (both > 0
        ? ". Their images resemble each other, so a split by image, like the paper's, can flatter "
          + "every classifier (see 'Split by patient')."
        : ".")
  }

  /// A figure of photographs, or a sentence where there are none.
  static func pictureFigure(
    id: String, label: String, caption: String,
    groups: [(name: String, pictures: [ReportPictures.Picture])]
  ) -> [Block] {
    let groups = groups.filter { !$0.pictures.isEmpty }
      .map { Block.PictureGroup(name: $0.name, pictures: $0.pictures) }
    guard !groups.isEmpty else {
      return [.note("\(label) is not shown: no picture was at hand.")]
    }
    return [
      .figure(
        Block.Figure(id: id, label: label, caption: caption, content: .pictures(groups)))
    ]
  }
}
