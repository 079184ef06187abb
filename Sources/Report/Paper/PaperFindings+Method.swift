import NeuralNetwork

extension PaperFindings {
  /// Table 1, Figure 3 and how the training was set.
  func methodSection(_ pictures: ReportPictures) -> Section {
    let original = pictures.original.map { [$0] } ?? []
    return Section(
      id: "method", title: "Method",
      blocks: [
        Self.settings(
          report.augmentations, caption: "Table 1. Augmentations", name: "Augmentation")
      ]
        + Self.pictureFigure(
          id: "figure-3", label: "Figure 3",
          caption: "One malignant image, and what the augmentations of Table 1 make of it."
            + (areDistinct(pictures.augmented) ? " No two are alike." : ""),
          groups: [("As it is", original), ("Augmented", pictures.augmented)])
        + [Self.settings(report.settings, caption: "Settings", name: "Setting")])
  }

  private func areDistinct(_ pictures: [ReportPictures.Picture]) -> Bool {
    pictures.count > 1 && Set(pictures.map(\.jpeg)).count == pictures.count
  }

  private static func settings(
    _ settings: [PaperReport.Setting], caption: String, name: String
  ) -> Block {
    guard !settings.isEmpty else { return .note("\(caption): nothing was recorded.") }
    return .table(
      Table(
        caption: caption, head: [name, "The paper", "Used here"], textColumns: 3,
        rows: settings.map { [$0.name, $0.paper ?? "says nothing", $0.used] }))
  }
}
