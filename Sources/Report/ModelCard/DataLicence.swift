/// Under what terms a data set may be used, where this program knows it.
public struct DataLicence: Sendable, Equatable {
  /// The data set's full name.
  public let data: String
  public let licence: String
  public let attribution: String
  /// Whether use for money is ruled out, for the data and so, to be safe, for what is made of it.
  public let isNonCommercial: Bool

  private static let known: [(marks: [String], licence: DataLicence)] = [
    (
      ["isic2020", "isic-2020", "isic_2020"],
      DataLicence(
        data: "ISIC 2020 Challenge Dataset", licence: "CC BY-NC 4.0",
        attribution: "International Skin Imaging Collaboration, doi 10.34970/2020-ds01; Rotemberg "
          + "et al., Scientific Data 8:34 (2021)", isNonCommercial: true)
    ),
    (
      ["ham10000"],
      DataLicence(
        data: "HAM10000", licence: "CC BY-NC-SA 4.0",
        attribution: "Tschandl, Rosendahl and Kittler, Scientific Data 5:180161 (2018), doi "
          + "10.7910/DVN/DBW86T", isNonCommercial: true)
    ),
  ]

  /// The licence of a data set by its name, such as `isic2020`; nil where it is not known.
  public static func of(_ name: String) -> DataLicence? {
    let name = name.lowercased()
    return known.first { $0.marks.contains(where: name.contains) }?.licence
  }
}
