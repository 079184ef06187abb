/// Ages in bands, named such as `40-59`.
enum AgeBand {
  /// The band of an age in years, 0...120.
  static func name(of age: Double, years: Int) -> String {
    name(Int(age) / years, years: years)
  }

  /// All bands from the youngest.
  static func names(years: Int) -> [String] {
    (0...(120 / years)).map { name($0, years: years) }
  }

  private static func name(_ index: Int, years: Int) -> String {
    years == 1 ? "\(index)" : "\(index * years)-\((index + 1) * years - 1)"
  }
}
