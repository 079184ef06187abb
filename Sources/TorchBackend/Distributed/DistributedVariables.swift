/// The environment as a launcher of several processes has set it. An empty variable counts as
/// absent.
struct DistributedVariables {
  private static let names = ["RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT"]

  private let values: [String: String]

  init(_ environment: [String: String]) {
    values = environment.filter { !$0.value.isEmpty }
  }

  var areAnySet: Bool { Self.names.contains { values[$0] != nil } }

  func text(_ name: String) throws(TorchError) -> String {
    guard let value = values[name] else {
      let set = Self.names.filter { values[$0] != nil }.joined(separator: ", ")
      throw TorchError(
        .processGroup,
        "\(name) is not set, but \(set) is: set RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT to"
          + " train on several machines, or none of them to train on this one alone")
    }
    return value
  }

  func number(
    _ name: String, in range: ClosedRange<Int>, default fallback: Int? = nil
  ) throws(TorchError) -> Int {
    if let fallback, values[name] == nil { return fallback }
    let text = try text(name)
    guard let number = Int(text), range.contains(number) else {
      throw TorchError(
        .processGroup,
        "\(name) is '\(text)', and must be a whole number from \(range.lowerBound) to"
          + " \(range.upperBound)")
    }
    return number
  }
}
