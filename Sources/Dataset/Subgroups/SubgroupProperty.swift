/// What the images of a data set are taken apart by when a model is measured.
public enum SubgroupProperty: Sendable, Equatable, Hashable {
  /// Where the image comes from, in data sets that join several collections.
  case source
  case sex
  /// Ages in bands of so many years, 1...60.
  case age(years: Int)
  /// Where on the body, as the data set words it.
  case site
  case diagnosis
  /// The skin around the lesion in bands of the individual typology angle: `SkinTone`.
  case tone
  /// A column of any table about the images, by its name in lower case.
  case column(String)

  /// The property of a name as people type it: `source`, `sex`, `age` (20 years) or `age:15`, `site`,
  /// `tone`, `diagnosis`, or a column's name. nil for an empty name and for bands of other widths.
  public init?(_ name: String) {
    let name = name.lowercased()
    switch name {
    case "": return nil
    case "source": self = .source
    case "sex": self = .sex
    case "age": self = .age(years: 20)
    case "site": self = .site
    case "tone": self = .tone
    case "diagnosis": self = .diagnosis
    case _ where name.hasPrefix("age:"):
      guard let years = Int(name.dropFirst(4)), (1...60).contains(years) else { return nil }
      self = .age(years: years)
    default: self = .column(name)
    }
  }

  /// What a reader calls it.
  public var title: String {
    switch self {
    case .source: "source"
    case .sex: "sex"
    case .age: "age"
    case .site: "site"
    case .diagnosis: "diagnosis"
    case .tone: "ITA skin tone"
    case .column(let name): name
    }
  }

  /// Columns of further tables that may stand in where the labels say nothing.
  var columnNames: [String] {
    switch self {
    case .source: ["source", "source_repo"]
    case .sex: ["sex", "gender"]
    case .age: ["age_approx", "age"]
    case .site: ["anatom_site_general_challenge", "anatom_site_general", "localization"]
    case .diagnosis: ["diagnosis", "dx"]
    case .tone: []
    case .column(let name): [name]
    }
  }

  /// What the labels themselves say of an image.
  func value(of record: LesionRecord) -> String? {
    switch self {
    case .source: record.source
    case .sex: record.sex
    case .age(let years): record.age.map { AgeBand.name(of: $0, years: years) }
    case .site: record.site
    case .diagnosis: record.diagnosis
    case .tone, .column: nil
    }
  }
}
