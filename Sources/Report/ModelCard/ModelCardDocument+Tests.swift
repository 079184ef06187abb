import Evaluation
import Foundation

extension ModelCardDocument {
  /// A data set's figures, its operating points and calibration, and its groups.
  func sections(of index: Int) -> [Section] {
    let test = card.tests[index]
    let id = "test-\(index + 1)"
    return [
      Section(
        id: id, title: "Test on \(test.data)",
        blocks: [.paragraph(provenance(of: test))]
          + [test.summary.rankingTable, test.summary.calibrationTable].compactMap(\.self)
          .map(Block.table) + decisions(of: test) + calibration(of: test, id: id)),
      Section(
        id: "groups-\(index + 1)", title: "Groups of \(test.data)",
        blocks: test.subgroups.flatMap { analysis in
          analysis.tables.map(Block.table) + [.paragraph(analysis.withinSentence)]
        } + missing(test)),
    ]
  }

  private func provenance(of test: ModelCardTest) -> String {
    var text =
      "Measured in the run that wrote this card. Of \(test.data), \(test.trainingImages.grouped) "
      + "images trained the model and \(test.validationImages.grouped) tuned it: they are left out, and "
      + "the others are the test"
    text +=
      test.unreadable > 0
      ? ", less \(Notation.count(test.unreadable, "file", "files")) that cannot be read." : "."
    if test.imagesOfTrainingPatients > 0 {
      text +=
        " \(test.imagesOfTrainingPatients.grouped) of them show patients that the model was trained "
        + "on."
    }
    text += " \(test.summary.heading)."
    return test.notALesion.map { "\(text) \($0.sentence)" } ?? text
  }

  /// What the thresholds of the file do here.
  private func decisions(of test: ModelCardTest) -> [Block] {
    guard let table = test.summary.offeredTable else { return [.table(test.summary.decisionTable)] }
    return [.heading("Stored operating points"), .table(table), .note(Self.pointNote)]
  }

  private func calibration(of test: ModelCardTest, id: String) -> [Block] {
    guard let curve = test.summary.calibration?.curve else { return [] }
    let figure = Block.Figure(
      id: "calibration-\(id)", label: "Calibration on \(test.data)",
      caption: "Ten bins of equal mass with Wilson intervals. Expected calibration error "
        + "\(Notation.share(curve.expectedError)); without chance, as a root mean square, "
        + "\(Notation.share(curve.debiasedError)); Brier score "
        + "\(Notation.share(test.summary.brierScoreLoss)).",
      content: .drawing(
        CalibrationFigure.drawing(curve, id: "calibration-\(id)-drawing")))
    return [.heading("Calibration"), .figure(figure)]
  }

  private func missing(_ test: ModelCardTest) -> [Block] {
    test.unknownProperties.isEmpty
      ? []
      : [
        .paragraph(
          "Not known of these images: \(Notation.list(test.unknownProperties)).")
      ]
  }

  private static let pointNote =
    "Stored in the model file, and chosen on other images, where they reached the rates in "
    + "brackets. Intervals come from redrawing patients, where they are known, and are Wilson's "
    + "elsewhere; a target missed by no more than the interval allows is \"unclear\"."
}
