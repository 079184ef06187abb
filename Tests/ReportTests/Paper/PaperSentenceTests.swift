import Evaluation
import Foundation
import Report
import Testing

/// Sentences that hold only for some reports: each must leave where it is not true.
@Suite struct PaperSentenceTests {
  private func markdown(_ change: (inout PaperReport) throws -> Void = { _ in }) throws -> String {
    var report = try PaperReportFixture.report()
    try change(&report)
    return try PaperReportDocumentTests.text(
      "report.md", in: try PaperReportDocumentTests.files(report))
  }

  @Test func ofASubsetThePaperStillHasFourNetworks() throws {
    let text = try markdown { report in
      report.classifiers = report.classifiers.filter {
        ["svm-radiomics", "efficientnetv2-b0"].contains($0.identifier)
      }
      report.comparisons = []
    }
    #expect(text.contains("One of the paper's four networks was trained"))
    #expect(!text.contains("the paper's choice"))
    #expect(text.contains("all its networks' recalls are whole melanomas (54, 32, 63 and 62)"))
    #expect(text.contains("Fewer than two classifiers"))
    #expect(text.contains("ResNet50 | 63 of 117"))
  }

  @Test func thePapersChoiceIsNamedByItsIdentifier() throws {
    let text = try markdown()
    #expect(text.contains("EfficientNetv2B0 has the largest AUC of the networks"))
    #expect(text.contains("MobileNetv3Small, the paper's choice, reaches"))
    let first = try markdown { report in
      report.classifiers[2].measurement = nil
      report.classifiers[2].missing = "not run yet"
      report.comparisons = []
    }
    #expect(first.contains("MobileNetv3Small, the paper's choice, has the largest AUC"))
  }

  @Test func aSplitByPatientHasNothingToBeHeldAgainst() throws {
    let text = try markdown { $0.data.grouping = "patient" }
    #expect(text.contains("Every row of this report is split by patient"))
    #expect(!text.contains("AUC, split by image"))
    let nobody = try markdown { report in
      report.data.patients = 0
      report.data.patientsInTrainingAndTest = 0
    }
    #expect(nobody.contains("The labels name no patients, so nothing can be split by them"))
    #expect(!nobody.contains("AUC, split by image"))
    #expect(nobody.contains("F1 the range over images drawn again"))
  }

  @Test func drawnImagesAreNotHeldAgainstThePaper() throws {
    let text = try markdown { $0.data.isSynthetic = true }
    #expect(text.contains("drawn by Lentigo, not photographed"))
    for words in [
      "lighter skin only", "the one that the paper prints", "carried to", "is no property",
    ] {
      #expect(!text.localizedCaseInsensitiveContains(words), "\(words)")
    }
  }

  @Test func whatWasLeftOutIsCounted() throws {
    #expect(try markdown().contains("Every labelled image could be used."))
    let text = try markdown { report in
      report.data.excludedRows = 3
      report.data.unusable = 1
      report.data.duplicatesAcrossParts = 2
    }
    #expect(text.contains("3 rows of the labels could not be used at all and were left out."))
    #expect(text.contains("1 labelled image could not be read."))
    #expect(text.contains("2 byte-identical images on different sides"))
    #expect(!text.contains("Every labelled image"))
  }

  @Test func failuresHaveTheirSection() throws {
    #expect(!(try markdown().contains("What could not be done")))
    let text = try markdown {
      $0.failures = [.init(stage: "Split by patient", message: "Too few patients.")]
    }
    #expect(text.contains("Could not be done: Split by patient"))
    #expect(text.contains("- **Split by patient.** Too few patients."))
  }

  @Test func figureFourFollowsTheWeights() throws {
    #expect(try markdown().contains("as torchvision has it, whose weights were used"))
    #expect(try markdown().contains("| mobilenet\\_v3\\_small.safetensors | torchvision | aaaa"))
    let keras = try markdown { $0.classifiers[1].weights?.origin = "keras" }
    #expect(keras.contains("as keras has it, whose weights were used"))
    #expect(!keras.contains("another normalisation"))
    let none = try markdown { report in
      for index in report.classifiers.indices { report.classifiers[index].weights = nil }
    }
    #expect(none.contains("No pretrained weights are on record."))
  }

  @Test func timesFromElsewhereAreMarked() throws {
    #expect(!(try markdown().contains("earlier run elsewhere")))
    let text = try markdown { report in
      var machine = report.machine
      machine.processor = "Other Processor"
      report.classifiers[2].timing?.machine = machine
      report.classifiers[1].timing?.machine = report.machine
    }
    #expect(text.contains("EfficientNetv2B0 on Other Processor with 2 cores"))
    #expect(!text.contains("MobileNetv3Small on Intel"))
  }

  @Test func theBaselinesVariantIsNamedWhereItIsKnown() throws {
    #expect(!(try markdown().contains("The baseline's row is the variant")))
    let text = try markdown { report in
      let summary = try #require(report.classifiers[0].measurement?.summary)
      report.radiomics?.variants[2].summary = summary
    }
    #expect(text.contains("The baseline's row is the variant 'sign and class weights right'"))
  }

  /// The paper's standard error is about .027 for an AUC of one half with 117 and 6,509 images (by hand:
  /// the square root of 6,627 / (12 * 117 * 6,509)), and ours about as large: .34 away is many of them.
  @Test func aDifferenceFromThePaperIsTested() throws {
    let text = try markdown { report in
      report.classifiers[1].paper.auc = 0.5
    }
    #expect(text.contains("differs from the paper's for MobileNetv3Small (higher here)"))
    #expect(text.contains("from the paper's 0.5000 (p \\<0.001): more than the choice"))
    let same = try markdown { report in
      report.classifiers[1].paper.auc = try #require(report.classifiers[1].measurement?.summary.auc)
    }
    #expect(same.contains("(p = 1.000): no difference can be claimed"))
  }

  @Test func theFigureOfTheGridSaysByWhatItWasChosen() throws {
    #expect(try markdown().contains("not all of them by AUC."))
    let text = try markdown { report in
      for index in report.radiomics?.grid.indices ?? 0..<0 {
        if report.radiomics?.grid[index].isChosen ?? false {
          report.radiomics?.grid[index].auc = 0.99
        }
      }
    }
    #expect(text.contains("points that were taken."))
  }

  @Test func pathsStayOutOfSentences() throws {
    let text = try markdown { $0.data.name = "/home/somebody/data/isic2020/" }
    #expect(text.contains("malignant, ") && text.contains("of isic2020."))
    #expect(text.ranges(of: "/home/somebody").count == 1)
  }

  @Test func runsThatRiseAtTheLastEpochAreCounted() throws {
    #expect(try markdown().contains("In 5 of 6 runs the last epoch is the best (Figure 10)"))
    let text = try markdown { report in
      for index in report.ablation.indices { report.ablation[index].epochs = [] }
    }
    #expect(!text.contains("Figure 10"))
    let alone = try markdown { $0.ablation.removeLast($0.ablation.count - 1) }
    #expect(alone.contains("cannot be judged here") && !alone.contains("The runs differ"))
  }

  @Test func f1CarriesAnInterval() throws {
    let text = try markdown()
    let row = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("| MobileNetv3Small | 1,602,929 |") })
    let cells = row.split(separator: "|")
    #expect(cells[8].contains(#/0\.\d{3} \(0\.\d{3}–0\.\d{3}\)/#), "\(cells[8])")
    #expect(cells[9].contains(#/0\.\d{3} \(0\.\d{3}–0\.\d{3}\)/#), "\(cells[9])")
  }
}
