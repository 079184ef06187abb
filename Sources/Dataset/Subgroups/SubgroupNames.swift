import LesionImage

/// The group of every record by one property.
public struct SubgroupNames: Sendable {
  public let property: SubgroupProperty
  /// In the order of the records; nil where the group is not known.
  public let names: [String?]
  /// Groups in the order of a report, where they have one, whether or not they occur.
  public let order: [String]

  /// Looks a property up in the labels, and where they say nothing of any image, in further tables.
  ///
  /// - Parameters:
  ///   - tones: of every record, for `.tone`; nil where too little skin is seen.
  ///   - labels: what the data set's labels are called, for messages.
  /// - Throws: `DatasetError` with the code `unknownColumn` where nothing is said of any image.
  public init(
    _ property: SubgroupProperty, of records: [LesionRecord], tables: [ColumnTable],
    tones: [SkinTone?] = [], labels: String
  ) throws(DatasetError) {
    self.property = property
    switch property {
    case .tone:
      guard tones.count == records.count else {
        throw DatasetError(
          code: .unknownColumn, message: "The skin tones of the images have not been measured.")
      }
      names = tones.map { $0?.band.name }
      order = ToneBand.allCases.map(\.name)
      return
    case .age(let years): order = AgeBand.names(years: years)
    default: order = []
    }
    let own = records.map { property.value(of: $0) }
    if own.contains(where: { $0 != nil }) {
      names = own
      return
    }
    for table in tables {
      for column in property.columnNames {
        guard let values = table.values(of: column, for: records),
          values.contains(where: { $0 != nil })
        else { continue }
        if case .age(let years) = property {
          names = values.map { $0.flatMap(Double.init).flatMap { Self.band($0, years: years) } }
        } else {
          names = values
        }
        return
      }
    }
    throw Self.unknown(property, tables: tables, labels: labels)
  }

  private static func band(_ age: Double, years: Int) -> String? {
    (0...120).contains(age) ? AgeBand.name(of: age, years: years) : nil
  }

  private static func unknown(
    _ property: SubgroupProperty, tables: [ColumnTable], labels: String
  ) -> DatasetError {
    let columns = tables.flatMap(\.columns).filter { !$0.isEmpty }
    let present = tables.contains { table in
      property.columnNames.contains(where: table.columns.contains)
    }
    let reason =
      present
      ? "says nothing of any of these images"
      : "is neither in \(labels) nor in another table"
        + (columns.isEmpty ? "" : " (columns there: \(columns.joined(separator: ", ")))")
    return DatasetError(
      code: .unknownColumn,
      message: "The column '\(property.title)' \(reason): name the table that has it with "
        + "--columns FILE, or leave it out of --by.")
  }
}

extension DatasetError.Code {
  /// No table says anything of a property that was asked for.
  public static let unknownColumn = Self(rawValue: "unknown-column")
}

extension ToneBand {
  /// Such as `41° to 55°`; the angle above the lower bound, up to the upper one.
  public var name: String {
    switch self {
    case .above55: "above 55°"
    case .above41: "41° to 55°"
    case .above28: "28° to 41°"
    case .above19: "19° to 28°"
    case .above10: "10° to 19°"
    case .upTo10: "10° and below"
    }
  }
}
