/// Turns the rows of a table of labels into records and problems.
struct LabelReader {
  private let table: CSVTable
  private let name: Int
  private let target: Int?
  private let benignMalignant: Int?
  private let patient, lesion, diagnosis, sex, site, age, source: Int?

  /// - Throws: `badHeader` where the names or the labels have no column, `unreadable`.
  init(path: String) throws(DatasetError) {
    table = try CSVTable(path: path)
    name = try Self.nameColumn(of: table, path: path)
    target = table.column("target")
    benignMalignant = table.column("benign_malignant")
    patient = table.column("patient_id")
    lesion = table.column("lesion_id")
    diagnosis = table.column("diagnosis", "dx")
    sex = table.column("sex", "gender")
    site = table.column("anatom_site_general_challenge", "anatom_site_general", "localization")
    age = table.column("age_approx", "age")
    source = table.column("source", "source_repo")
    guard target != nil || benignMalignant != nil else {
      throw DatasetError(
        code: .badHeader,
        message: "\(path) has no column target (0 or 1) nor benign_malignant; its columns are: "
          + table.header.joined(separator: ", ") + ".",
        path: path)
    }
    for column in ["target", "benign_malignant", "patient_id"] {
      guard table.header.count(where: { $0 == column }) <= 1 else {
        throw DatasetError(
          code: .badHeader,
          message: "\(path) has the column \(column) twice: remove or rename one.", path: path)
      }
    }
  }

  var rowCount: Int { table.rows.count + table.problems.count }

  /// The names in all rows that can be read, whatever else is in them.
  var imageNames: [String] { table.rows.map { ImageDirectory.stem($0.fields[name]) } }

  static func nameColumn(of table: CSVTable, path: String) throws(DatasetError) -> Int {
    if let column = table.column("image_name", "image", "image_id", "isic_id") { return column }
    let found = table.header.isEmpty ? "it is empty" : table.header.joined(separator: ", ")
    throw DatasetError(
      code: .badHeader,
      message: "\(path) has no column image_name; its columns are: \(found).", path: path)
  }

  /// The usable rows, in the file's order, and what is wrong with the others, by line.
  /// - Parameter images: nil leaves the records without paths.
  func read(
    images: ImageDirectory?
  ) -> (records: [LesionRecord], problems: [ManifestProblem]) {
    var problems = table.problems
    var records: [LesionRecord] = []
    for row in table.rows {
      if let record = record(of: row, images: images, problems: &problems) {
        records.append(record)
      }
    }
    records = Self.withoutDuplicates(records, problems: &problems)
    problems.sort { $0.line < $1.line }
    return (records, problems)
  }

  private func record(
    of row: CSVTable.Row, images: ImageDirectory?, problems: inout [ManifestProblem]
  ) -> LesionRecord? {
    let imageName = ImageDirectory.stem(row.fields[name])
    func note(_ kind: ManifestProblem.Kind, _ message: String) {
      problems.append(
        ManifestProblem(
          kind: kind, line: row.line, imageName: imageName.isEmpty ? nil : imageName,
          message: message))
    }
    func value(_ column: Int?) -> String? {
      guard let column else { return nil }
      return Self.known(row.fields[column])
    }

    if imageName.isEmpty {
      note(.missingName, "no image name")
      return nil
    }
    let reading = LabelReading(
      target: value(target), benignMalignant: value(benignMalignant), diagnosis: value(diagnosis),
      hasTargetColumn: target != nil)
    guard case .label(let isMalignant) = reading else {
      if case .problem(let kind, let message) = reading { note(kind, message) }
      return nil
    }
    var path = ""
    if let images {
      guard let entry = images[imageName] else {
        note(.missingImage, "no \(imageName).jpg, .jpeg or .png in \(images.path)")
        return nil
      }
      path = images.path(of: entry)
      if !entry.others.isEmpty {
        note(
          .ambiguousImage,
          "\(entry.file) is used, not \(entry.others.joined(separator: " or "))")
      }
    }
    var years: Double?
    if let text = value(age) {
      years = Double(text).flatMap { (0...120).contains($0) ? $0 : nil }
      if years == nil { note(.invalidAge, "the age '\(text)' is taken as unknown") }
    }
    return LesionRecord(
      imageName: imageName, path: path, isMalignant: isMalignant, patientID: value(patient),
      lesionID: value(lesion), diagnosis: value(diagnosis), sex: value(sex), site: value(site),
      age: years, source: value(source), line: row.line)
  }

  /// Fields that say that nothing is known count as empty.
  static func known(_ field: String) -> String? {
    switch field.lowercased() {
    case "", "na", "n/a", "nan", "null", "none": nil
    default: field
    }
  }

  private static func withoutDuplicates(
    _ records: [LesionRecord], problems: inout [ManifestProblem]
  ) -> [LesionRecord] {
    let byName = Dictionary(grouping: records, by: \.imageName)
    if byName.count == records.count { return records }
    return records.filter { record in
      guard let all = byName[record.imageName], all.count > 1 else { return true }
      let lines = all.map { String($0.line) }.joined(separator: ", ")
      if all.contains(where: { $0.isMalignant != record.isMalignant }) {
        problems.append(
          ManifestProblem(
            kind: .contradictingDuplicate, line: record.line, imageName: record.imageName,
            message: "lines \(lines) give the same image different labels"))
        return false
      }
      if record.line == all[0].line { return true }
      problems.append(
        ManifestProblem(
          kind: .duplicateRow, line: record.line, imageName: record.imageName,
          message: "the image is already in line \(all[0].line)"))
      return false
    }
  }
}
