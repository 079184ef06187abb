import Foundation

extension ProcessGroupSettings {
  /// What the launcher has set.
  ///
  /// `RANK`, `WORLD_SIZE`, `MASTER_ADDR` and `MASTER_PORT` belong together; `LOCAL_RANK` is 0 where
  /// it is absent and `LOCAL_WORLD_SIZE` 1 (one process a machine or pod); `LENTIGO_DISTRIBUTED_TIMEOUT` is in seconds, 300
  /// where absent. torchrun says with `TORCHELASTIC_USE_AGENT_STORE` that it keeps the list of
  /// addresses itself.
  ///
  /// - Returns: nil where none of the five is set: this process trains alone.
  /// - Throws: `TorchError` with code `processGroup` that names the variable which is absent or
  ///   malformed. A process that trained alone although it was launched with others would overwrite
  ///   their files.
  public static func fromEnvironment(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(TorchError) -> ProcessGroupSettings? {
    let variables = DistributedVariables(environment)
    guard variables.areAnySet else { return nil }
    let worldSize = try variables.number("WORLD_SIZE", in: 1...Int(Int32.max))
    let rank = try variables.number("RANK", in: 0...Int(Int32.max))
    guard rank < worldSize else {
      throw TorchError(
        .processGroup,
        "RANK is \(rank), but ranks run from 0 to \(worldSize - 1) as WORLD_SIZE is \(worldSize)")
    }
    return ProcessGroupSettings(
      rank: rank, worldSize: worldSize,
      localRank: try variables.number("LOCAL_RANK", in: 0...Int(Int16.max), default: 0),
      localWorldSize: try variables.number(
        "LOCAL_WORLD_SIZE", in: 1...Int(Int16.max), default: 1),
      host: try variables.text("MASTER_ADDR"),
      port: try variables.number("MASTER_PORT", in: 1...65535),
      timeout: try variables.number(
        "LENTIGO_DISTRIBUTED_TIMEOUT", in: 1...1_000_000, default: defaultTimeout),
      launcherKeepsList: environment["TORCHELASTIC_USE_AGENT_STORE"] == "True")
  }
}
