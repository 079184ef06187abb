import Dataset
import Foundation

extension DatasetSummary {
  /// Text for the terminal: a block a topic, with aligned columns.
  public var text: String {
    let blocks =
      [overview, problemBlock, brokenBlock, duplicateBlock]
      + [
        table("diagnosis", byDiagnosis), table("site", bySite), table("sex", bySex),
        table("age", byAge), table("source", bySource),
      ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// A longer list is of no use on a terminal; the JSON has all of it.
  private static let listLength = 10

  private var overview: [String] {
    var lines = [
      "labels     \(labels)",
      "images     \(images ?? "not read")",
      "rows       \(rowCount.grouped), of which \(classes.images.grouped) usable",
      "classes    \(classes.malignant.grouped) malignant, \(classes.benign.grouped) benign "
        + "(\(Self.percent(classes.malignantShare)) malignant)",
    ]
    if patients.patients > 0, let each = patients.imagesEach {
      lines.append(
        "patients   \(patients.patients.grouped), \(patients.withMalignant.grouped) of them with a "
          + "malignant image; images each \(each.text)")
    }
    if patients.imagesWithoutPatient > 0 {
      lines.append("           \(patients.imagesWithoutPatient.grouped) images without a patient")
    }
    if let sizes {
      lines.append("width      \(sizes.width.text) pixels")
      lines.append("height     \(sizes.height.text) pixels")
      let common = sizes.mostCommon.map { "\($0.width)x\($0.height) (\($0.images.grouped))" }
      lines.append(
        "sizes      \(sizes.distinct.grouped) different; \(common.joined(separator: ", "))")
    }
    if unlabelledImageCount > 0 {
      lines.append("unlabelled \(unlabelledImageCount.grouped) image files that no row names")
    }
    return lines
  }

  private var problemBlock: [String] {
    if problems.isEmpty { return [] }
    return ["problems with rows"]
      + problems.map { problem in
        let effect = problem.leavesRowOut ? "left out" : "kept, the field is not used"
        return "  \(problem.kind.rawValue): \(problem.count.grouped) (\(effect))"
      }
  }

  private var brokenBlock: [String] {
    if brokenImages.isEmpty { return [] }
    return ["broken images: \(brokenImages.count.grouped)"]
      + Self.list(brokenImages.map { "\($0.path): \($0.message)" })
  }

  private var duplicateBlock: [String] {
    if images == nil { return [] }
    if duplicates.groups.isEmpty { return ["identical files: none"] }
    return [
      "identical files: \(duplicates.groups.count.grouped) groups, "
        + "\(duplicates.acrossPatients.grouped) not within one patient, "
        + "\(duplicates.acrossClasses.grouped) with both labels"
    ] + Self.list(duplicates.groups.map { $0.joined(separator: " = ") })
  }

  private func table(_ title: String, _ categories: [CategoryCount]) -> [String] {
    // A column that the data set does not have would be one line of 'not given'.
    guard categories.count > 1 || categories.first?.name != "not given" else { return [] }
    let table = Table(
      head: [title, "images", "malignant", "share"], textColumns: 1,
      rows: categories.map {
        [
          $0.name, $0.images.grouped, $0.malignant.grouped,
          Self.percent(Double($0.malignant) / Double(max(1, $0.images))),
        ]
      })
    // The same widths in every table, so that their columns stand below each other.
    return [table.text(isRuled: false, minimumWidths: [24, 8, 10, 8], gap: 1)]
  }

  private static func list(_ items: [String]) -> [String] {
    let shown = items.prefix(listLength).map { "  " + $0 }
    return items.count > shown.count ? shown + ["  … \(items.count - shown.count) more"] : shown
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%.2f %%", 100 * share)
  }
}

extension Spread {
  /// Such as `40 to 90, median 40`.
  public var text: String {
    minimum == maximum
      ? minimum.grouped : "\(minimum.grouped) to \(maximum.grouped), median \(median.grouped)"
  }
}
