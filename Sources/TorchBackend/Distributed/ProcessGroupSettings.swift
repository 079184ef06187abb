/// How a process finds the others that train with it: PyTorch's variables, as torchrun, Slurm
/// scripts and a Kubernetes PyTorchJob set them.
public struct ProcessGroupSettings: Sendable, Equatable {
  /// The number of this process in 0..<worldSize. Rank 0 writes the files.
  public var rank: Int
  /// How many processes train together; at least 1.
  public var worldSize: Int
  /// The number of this process on its machine: the GPU it takes.
  public var localRank: Int
  /// How many of the processes share this machine's cores; at least 1.
  public var localWorldSize: Int
  /// Where rank 0 can be reached, a name or an address.
  public var host: String
  /// The port there, 1...65535.
  public var port: Int
  /// How long to wait for another process, in seconds, before it counts as dead.
  public var timeout: Int
  /// Whether the launcher keeps the list of addresses at `host`, and not rank 0.
  public var launcherKeepsList: Bool

  /// Five minutes: longer than a file system takes to wake up, shorter than a night.
  public static let defaultTimeout = 300

  public init(
    rank: Int, worldSize: Int, localRank: Int = 0, localWorldSize: Int = 1, host: String,
    port: Int, timeout: Int = defaultTimeout, launcherKeepsList: Bool = false
  ) {
    self.rank = rank
    self.worldSize = worldSize
    self.localRank = localRank
    self.localWorldSize = localWorldSize
    self.host = host
    self.port = port
    self.timeout = timeout
    self.launcherKeepsList = launcherKeepsList
  }

  /// Whether this process writes files and reports progress.
  public var isLeader: Bool { rank == 0 }
}
