extension PaperFindings {
  /// Stages that could not be done; nil where all could.
  var failureSection: Section? {
    guard !report.failures.isEmpty else { return nil }
    return Section(
      id: "failures", title: "What could not be done",
      blocks: [
        .entries(report.failures.map { Block.Fact(name: $0.stage, value: $0.message) }),
        .note("The same command tries these again and keeps everything that is finished."),
      ])
  }

  /// What this report cannot say.
  var limitationSection: Section {
    Section(
      id: "limitations", title: "Limitations, and how to read this",
      blocks: [
        .list(trainingLimits + imageLimits), .heading("How to read the intervals"),
        .paragraph(
          "Were the test repeated on other images of the same kind, about \(confidence) of such "
            + "intervals would hold the true value. Two intervals that overlap do not show that two "
            + "classifiers are equal: for that there are the paired comparisons. \"undefined\" means "
            + "that these data cannot tell."),
        .notice(PaperContent.notice),
      ])
  }

  private var trainingLimits: [String] {
    let total = report.data.malignant + report.data.benign
    var items: [String] = []
    if total != PublishedTest.allImages, !report.data.isSynthetic {
      let width =
        testMalignant == PublishedTest.malignant
        ? "" : testMalignant < PublishedTest.malignant ? ", and fewer of them are malignant" : ""
      items.append(
        "\(dataName) has \(total.grouped) images, not the paper's "
          + "\(PublishedTest.allImages.grouped): training saw other images. The test has "
          + "\(testCount.grouped) instead of \(PublishedTest.images.grouped)\(width).")
    }
    items += [
      "One split and one seed (\(report.seed)): the intervals hold what other test images would "
        + "change, not what another training would.",
      report.data.patients > 0
        ? "Wilson's and DeLong's intervals and the tests take images as independent. Images of one "
          + "patient are not, so these can be too narrow; only average precision and F1 are drawn by "
          + "patient."
        : "The labels name no patients, so nothing here allows for images of one patient that "
          + "resemble each other.",
      "The paper leaves much of its recipe open; the settings table says what was chosen. Another "
        + "choice may give other figures.",
    ]
    if let saturation { items.append(saturation) }
    if !report.data.isSynthetic {
      items.append(
        "How the head starts, which the paper does not say, was settled when Lentigo was made by the "
          + "validation AUC on a split by patient of 2,983 ISIC 2020 images. Where these data hold "
          + "some of those images, test images may have had a say in that one choice.")
    }
    return items
  }

  /// The mismatch between training and test that Table 1 as read makes; nil where it was read otherwise.
  private var saturation: String? {
    let isScaled = report.augmentations.contains {
      $0.name.hasPrefix("Saturation") && $0.used.contains("0.4") && $0.used.contains("0.6")
    }
    guard isScaled else { return nil }
    var text =
      "Table 1's saturation shift of [0.4, 0.6] is read as a factor, so every augmented training "
      + "image has about half its colour and no validation or test image has. Another reading (a "
      + "shift about 1, or a probability) would not part training from test like that."
    if let full = report.ablation.first,
      let row = report.ablation.first(where: { $0.without == ["augmentation"] }),
      let gain = Self.gain(row, over: full), let p = row.againstFull?.pValue
    {
      text +=
        " Without any of Table 1 the AUC changes by \(Notation.signed(gain)) (p "
        + "\(p < 0.0005 ? "" : "= ")\(Notation.share(p)))."
    }
    return text
  }

  private var imageLimits: [String] {
    if report.data.isSynthetic {
      return [
        "The images are drawn by Lentigo. Nothing here says how a network does on photographs of "
          + "skin, and no figure can be held against the paper's."
      ]
    }
    return [
      "Classes that come from different clinics, cameras or collections can be told apart by the "
        + "photograph instead of the lesion. In the ISIC 2020 images that Lentigo was made with, two "
        + "sources of benign images can be told apart by the colour of the border alone (AUC 0.82), so "
        + "a part of any AUC on such images may be such a shortcut.",
      "The paper says that its images show lighter skin only. Nothing here says how a network does "
        + "on other skin, other cameras or phone photographs than those of the data used.",
      "Test images are those that somebody chose to photograph and label; sensitivity among people "
        + "with a mole they worry about is another question.",
    ]
  }
}
