import Foundation
import TorchBackend

/// One of several processes that tests start: joins the group that its environment describes, does what its
/// argument says, and prints what it found as JSON.
@main
struct GroupProcess {
  static func main() {
    do {
      guard let settings = try ProcessGroupSettings.fromEnvironment() else {
        throw TorchError(.processGroup, "no variable is set")
      }
      try GroupProcess(group: ProcessGroup(settings)).run(CommandLine.arguments.last ?? "")
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit((error as? TorchError)?.code == .processGroup ? 6 : 1)
    }
  }

  let group: ProcessGroup

  private var rank: Int { group.settings.rank }

  private func run(_ action: String) throws {
    switch action {
    case "exchange": try print(exchange())
    case "batch-norm": try print(SharedBatchNorm(group).report())
    case "die-in-gradients":
      let norm = try SharedBatchNorm(group)
      let loss = try norm.loss(of: norm.output())
      if rank == 1 { kill(getpid(), SIGKILL) }
      try group.backward(from: loss)
    case "die":
      try average()
      if rank == 1 { kill(getpid(), SIGKILL) }
      try average()
    case "hang":
      try average()
      if rank == 1 { sleep(6) }
      try average()
    case "stop":
      try average()
      if rank == 1 { return group.leave(because: "the disk is full") }
      try average()
    case "leader-stops":
      try average()
      if rank == 0 { return group.leave(because: "the disk is full") }
      try average()
    default: throw TorchError(.failed, "'\(action)' is no action")
    }
  }

  private func average() throws {
    try group.average([Tensor([1, 2], shape: [2])])
  }

  private func exchange() throws -> ExchangeReport {
    let factor = Float(rank + 1)
    let row = try Tensor([1, 2, 3].map { $0 * factor }, shape: [3])
    let matrix = try Tensor([5, 7].map { $0 * factor }, shape: [1, 2])
    let numbers = try group.average([row, matrix], alongside: [Double(rank), 1])

    // Gradient of weight * factor: factor itself. The frozen one is passed over.
    let weight = try Tensor([1, 1], shape: [2])
    let frozen = try Tensor([9], shape: [1])
    let unused = try Tensor([9], shape: [1])
    try weight.setTrainable(true)
    try unused.setTrainable(true)
    try (weight * Double(factor)).sum().backward()
    try group.averageGradients([weight, frozen, unused], share: rank == 0 ? 0.75 : 0.25)

    let shared = try Tensor([Float(rank), 4], shape: [2])
    try group.broadcast([shared], from: group.settings.worldSize - 1)
    let report = ExchangeReport(
      backend: group.backend, row: try row.floats(), matrix: try matrix.floats(),
      numbers: numbers, gradient: try weight.gradient()?.floats() ?? [],
      hasFrozenGradient: try frozen.gradient() != nil,
      unusedGradient: try unused.gradient()?.floats() ?? [],
      shared: try shared.floats(),
      bytes: try group.broadcast(rank == 0 ? Array("word".utf8) : []),
      floats: try group.gather(Array(repeating: factor, count: rank)),
      doubles: try group.gather([0.1 + Double(rank)]),
      empty: try group.gather([Int]()),
      isAny: try group.isAny(rank == 0), isNone: try !group.isAny(false))
    try group.barrier()
    return report
  }

  private func print(_ report: some Encodable) throws {
    FileHandle.standardOutput.write(try JSONEncoder().encode(report))
  }
}
