import Evaluation
import Foundation
import NeuralNetwork

/// The test that the paper's Table 2 reports, worked out from its figures.
enum PublishedTest {
  /// Table 2's caption.
  static let images = 6626
  /// A fifth of the 584 melanomas of the SIIM-ISIC 2020 training set; the recalls of all four networks
  /// are multiples of 1/117 to the last digit printed.
  static let malignant = 117
  static let benign = images - malignant
  static let prevalence = Double(malignant) / Double(images)
  /// ``prevalence`` in words.
  static let share = String(format: "%.2f %%", prevalence * 100)
  /// All images that the paper had (section 2), and the melanomas among them by the data set's labels.
  static let allImages = 33_126
  static let allMalignant = 584
  static let accelerator = "Tesla T4"
  /// The networks of Table 2, whatever was run here.
  static let networks = Architecture.allCases
  /// The network that the paper settles on, as the command line names it.
  static let choice = "\(Architecture.mobileNetV3Small)"

  /// The smallest number of melanomas of which every recall is a whole number of melanomas found, to
  /// the four digits printed; nil where no number up to all images does.
  static func smallestMelanomaCount(explaining recalls: [Double]) -> Int? {
    guard !recalls.isEmpty else { return nil }
    return (1...images).first { count in
      recalls.allSatisfy { recall in
        let found = (recall * Double(count)).rounded()
        return abs(found / Double(count) - recall) < 0.000_051
      }
    }
  }

  /// The precision of a classifier where a share `prevalence` of the images is malignant; nil where
  /// it would call nothing malignant.
  static func precision(recall: Double, specificity: Double, prevalence: Double) -> Double? {
    let found = recall * prevalence
    let called = found + (1 - specificity) * (1 - prevalence)
    return called > 0 ? found / called : nil
  }

  /// The share of malignant images at which all three rates can be true together; nil where none is.
  static func prevalence(precision: Double, recall: Double, specificity: Double) -> Double? {
    guard precision > 0, precision < 1, recall > 0 else { return nil }
    let odds = precision / (1 - precision) * (1 - specificity) / recall
    return odds / (1 + odds)
  }

  /// Of an area that the paper prints, from the numbers of images alone; nil where none follows.
  static func standardError(ofArea area: Double) -> Double? {
    ConfidenceInterval.hanleyMcNeilVariance(
      area: area, positives: malignant, negatives: benign)?.squareRoot()
  }

  /// Of an area that the paper prints, from the numbers of images alone.
  static func interval(ofArea area: Double) -> ConfidenceInterval? {
    .hanleyMcNeil(area: area, positives: malignant, negatives: benign)
  }
}
