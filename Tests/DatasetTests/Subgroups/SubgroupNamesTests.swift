import Dataset
import LesionImage
import TestSupport
import Testing

/// The groups of records, from labels, further tables and pictures.
@Suite struct SubgroupNamesTests {
  private let directory = TemporaryDirectory()
  private let records = [
    LesionRecord(imageName: "a", isMalignant: false, sex: "male", site: "torso", age: 0),
    LesionRecord(imageName: "b", isMalignant: true, sex: "female", age: 39.9),
    LesionRecord(imageName: "c", isMalignant: false, sex: nil, age: 40),
    LesionRecord(imageName: "d", isMalignant: false, age: nil),
  ]

  private func table(_ text: String, _ name: String = "more.csv") throws -> ColumnTable {
    try directory.write(text, to: name)
    return try ColumnTable.load(directory.file(name))
  }

  private func names(
    _ property: SubgroupProperty, tables: [ColumnTable] = [], tones: [SkinTone?] = []
  ) throws -> [String?] {
    try SubgroupNames(property, of: records, tables: tables, tones: tones, labels: "train.csv")
      .names
  }

  @Test func takesWhatTheLabelsSay() throws {
    #expect(try names(.sex) == ["male", "female", nil, nil])
    #expect(try names(.site) == ["torso", nil, nil, nil])
    #expect(try names(.age(years: 20)) == ["0-19", "20-39", "40-59", nil])
    #expect(try names(.age(years: 15)) == ["0-14", "30-44", "30-44", nil])
    let bands = try SubgroupNames(.age(years: 20), of: records, tables: [], labels: "t").order
    #expect(bands.first == "0-19" && bands.last == "120-139")
  }

  @Test func findsOtherColumnsInTables() throws {
    let table = try table("Image_Name,Source_Repo,note\na.jpg,one,x\nc,two,\nunknown,three,y\n")
    #expect(table.columns == ["source_repo", "note"])
    #expect(try names(.column("source_repo"), tables: [table]) == ["one", nil, "two", nil])
    #expect(try names(.source, tables: [table]) == ["one", nil, "two", nil])
    // What the labels say comes first, also where they say it of some images only.
    let other = try self.table("image_name,sex\nd,female\n", "sex.csv")
    #expect(try names(.sex, tables: [other]) == ["male", "female", nil, nil])
  }

  @Test func agesOfATableComeInBandsToo() throws {
    let strangers = [LesionRecord(imageName: "a", isMalignant: true)]
    let table = try table("image_name,age\na,61\n")
    let names = try SubgroupNames(
      .age(years: 20), of: strangers, tables: [table], labels: "train.csv")
    #expect(names.names == ["60-79"])
  }

  @Test func tonesComeInBands() throws {
    let tone = SkinTone.measure(RGBImage(width: 60, height: 60, fill: [222, 178, 150]))
    let names = try names(.tone, tones: [tone, nil, nil, tone])
    #expect(names[0] == names[3] && names[0] != nil && names[1] == nil)
    #expect(throws: DatasetError.self) { try self.names(.tone) }
  }

  @Test func saysWhatIsMissingAndTheWayOut() throws {
    let table = try table("image_name,source_repo\nz,one\n")
    for property in [SubgroupProperty.source, .column("clinic"), .diagnosis] {
      #expect {
        try names(property, tables: [table])
      } throws: { error in
        guard let error = error as? DatasetError else { return false }
        return error.code == .unknownColumn && error.message.contains("'\(property.title)'")
          && error.message.contains("--columns FILE")
      }
    }
  }

  @Test func contradictingRowsAreUnknownAndNamed() throws {
    let table = try table("image_name,one,two\na,1,2\na,1,3\n,5,5\n")
    #expect(try names(.column("one"), tables: [table]) == ["1", nil, nil, nil])
    #expect(throws: DatasetError.self) { try names(.column("two"), tables: [table]) }
    #expect(table.problems.map(\.kind) == [.contradictingDuplicate, .missingName])
  }

  @Test func refusesTablesWithoutImagesOrRows() throws {
    #expect {
      try table("name,source\na,b\n")
    } throws: { ($0 as? DatasetError)?.code == .badHeader }
    #expect {
      try table("image_name,source\n")
    } throws: { ($0 as? DatasetError)?.code == .noUsableRows }
    #expect {
      try ColumnTable.load(directory.file("nowhere.csv"))
    } throws: { ($0 as? DatasetError)?.code == .unreadable }
  }

  @Test func namesArePropertiesAsPeopleTypeThem() {
    #expect(SubgroupProperty("Sex") == .sex)
    #expect(SubgroupProperty("age") == .age(years: 20))
    #expect(SubgroupProperty("age:15") == .age(years: 15))
    #expect(SubgroupProperty("source_repo") == .column("source_repo"))
    #expect(SubgroupProperty("age:0") == nil && SubgroupProperty("age:x") == nil)
    #expect(SubgroupProperty("") == nil)
  }
}
