import Evaluation

/// A cross-validation as files to read, and as text for a terminal. Makes bytes and writes nothing.
public struct CrossValidationDocument: Sendable {
  /// A file of the report.
  public struct File: Sendable, Equatable {
    /// Without a folder.
    public let name: String
    /// UTF-8 text.
    public let text: String
  }

  let report: CrossValidationReport

  public init(_ report: CrossValidationReport) { self.report = report }

  /// `report.html`, `report.md` and `report.json`.
  ///
  /// - Throws: What `JSONEncoder` throws for a number that is not finite.
  public func files() throws -> [File] {
    let document = document
    return [
      File(name: "report.html", text: document.html),
      File(name: "report.md", text: document.markdown),
      File(name: "report.json", text: try report.jsonText()),
    ]
  }

  /// The tables in columns, without a final line feed.
  public var text: String {
    let tables = CrossValidationTables(report: report)
    return
      ([tables.means] + [tables.differences, tables.points, tables.foreign].compactMap(\.self))
      .map { "\($0.caption)\n\n\($0.text(isRuled: true))" }.joined(separator: "\n\n")
  }

  /// One line for a model that has been tested.
  public static func line(_ row: CrossValidationReport.Row) -> String {
    let summary = row.test.summary
    let within = row.test.aucWithinStrata.map { ", within \(Notation.share($0))" } ?? ""
    return "\(row.recipe), fold \(row.model.fold): AUC \(Notation.share(summary.auc)) "
      + "\(Notation.interval(summary.aucInterval))\(within), sensitivity at specificity 0.9 "
      + "\(Notation.share(summary.sensitivityAtSpecificity90)), "
      + Notation.count(summary.count, "image", "images")
  }

  private var document: ReportDocument {
    let tables = CrossValidationTables(report: report)
    var results: [Block] = [
      .table(tables.means), .note(Self.meansNote(stratum: report.stratum)), .table(tables.folds),
    ]
    if !report.isComplete {
      results.insert(
        .notice("Not every fold is done: the means are over those that are."), at: 0)
    }
    var sections = [Section(id: "results", title: "Results", blocks: results)]
    if let differences = tables.differences {
      sections.append(
        Section(
          id: "differences", title: "Differences",
          blocks: [.table(differences), .note(Self.differenceNote)]))
    }
    sections.append(
      Section(
        id: "points", title: "Operating points",
        blocks: [.table(tables.points), .note(Self.pointNote)]))
    if let foreign = tables.foreign {
      sections.append(
        Section(
          id: "foreign", title: "Other data",
          blocks: [.table(foreign), .note(Self.foreignNote)]))
    }
    sections.append(Section(id: "method", title: "Method", blocks: method))
    return ReportDocument(
      title: "Cross-validation on \(report.data)",
      byline: "\(report.folds.count) folds of \(report.foldsName), with \(report.software)",
      lead: lead, notice: ReportDocument.medicalNotice, sections: sections)
  }

  private var lead: String {
    report.recipes.map { recipe in
      let mean = recipe.summary.means[.auc]
      return "\(recipe.name): mean AUC \(Notation.share(mean?.value)) "
        + "\(Notation.interval(mean?.interval))."
    }.joined(separator: " ")
  }

  private var method: [Block] {
    let recipes = report.recipes.map { Block.Fact(name: $0.name, value: $0.title) }
    let added =
      report.additions.isEmpty
      ? [] : [Block.Fact(name: "Added data", value: Notation.list(report.additions))]
    return [
      .paragraph(
        "Each fold was kept in turn. Of the other folds' patients a quarter chose the epoch and the "
          + "thresholds, and the rest were trained on; the kept fold was opened once, by the finished "
          + "model, through the engine that ships."),
      .facts(
        recipes + added + [.init(name: "Seed", value: "\(report.seed)")]),
      .code(report.command),
    ]
  }
}
