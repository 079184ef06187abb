import ArgumentParser

/// A number of bytes as people write it: `1048576`, `500KiB`, `32MiB`, `1GB`.
struct ByteCount: ExpressibleByArgument, Equatable {
  let value: Int

  init(_ value: Int) {
    self.value = value
  }

  private static let units = [
    "": 1, "B": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KIB": 1 << 10,
    "MIB": 1 << 20, "GIB": 1 << 30,
  ]

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let unit = argument.dropFirst(digits.count).drop { $0 == " " }.uppercased()
    guard let number = Int(digits), let factor = Self.units[unit] else { return nil }
    let (value, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    self.value = value
  }

  var defaultValueDescription: String {
    for (unit, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where value >= factor && value % factor == 0 {
      return "\(value / factor)\(unit)"
    }
    return "\(value)"
  }
}
