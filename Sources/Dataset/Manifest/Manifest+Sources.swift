extension Manifest {
  /// The same images with these sources.
  ///
  /// - Parameter sources: one a record; nil where it is unknown.
  /// - Precondition: as many as there are records.
  public func naming(sources: [String?]) -> Manifest {
    precondition(sources.count == records.count, "one source a record")
    return Manifest(
      location: location,
      records: zip(records, sources).map { record, source in
        LesionRecord(
          imageName: record.imageName, path: record.path, isMalignant: record.isMalignant,
          patientID: record.patientID, lesionID: record.lesionID, diagnosis: record.diagnosis,
          sex: record.sex, site: record.site, age: record.age, source: source, line: record.line)
      }, problems: problems, rowCount: rowCount, unlabelledImages: unlabelledImages)
  }
}
