import Foundation
import TorchBackend
import Training

/// The processes that train one model together. A training alone is one of one, and all of this does
/// nothing.
///
/// Not for two threads at once.
final class Peers {
  /// The connections to the others.
  let group: ProcessGroup?
  let rank: Int
  let count: Int
  /// Whether all processes know that the training ends, so that nobody needs to be told why.
  private var isEndKnown = false

  /// Waits until all processes have come.
  init(_ settings: ProcessGroupSettings?, device: TorchDevice) throws(TrainingError) {
    do throws(TorchError) {
      group = try settings.map { (settings) throws(TorchError) in
        try ProcessGroup(settings, device: device)
      }
    } catch {
      throw TrainingError(error)
    }
    rank = settings?.rank ?? 0
    count = settings?.worldSize ?? 1
  }

  /// Whether this process writes files and reports progress.
  var isLeader: Bool { rank == 0 }

  /// Tells the others why this process stops, unless they know.
  func leave(because error: TrainingError) {
    guard error.code != .lostProcess, !isEndKnown else { return }
    group?.leave(because: error.message)
  }

  /// Whether any process wants to stop; all get the same answer.
  func isAnyStopping(_ isStopping: Bool) throws(TrainingError) -> Bool {
    guard let group else { return isStopping }
    isEndKnown = try training { () throws(TorchError) in try group.isAny(isStopping) }
    return isEndKnown
  }

  /// The leader's bytes, in all processes; nil where it has none.
  func ofLeader(_ bytes: [UInt8]?) throws(TrainingError) -> [UInt8]? {
    guard let group else { return bytes }
    let shared = try training { () throws(TorchError) in try group.broadcast(bytes ?? []) }
    return shared.isEmpty ? nil : shared
  }

  /// The bytes of all processes, in the order of ranks.
  func gathered(_ bytes: [UInt8]) throws(TrainingError) -> [[UInt8]] {
    guard let group else { return [bytes] }
    return try training { () throws(TorchError) in try group.gather(bytes) }
  }

  /// The values of all processes one behind the other, in the order of ranks.
  func joined(_ values: [Float]) throws(TrainingError) -> [Float] {
    guard let group else { return values }
    return try training { () throws(TorchError) in try group.gather(values).flatMap { $0 } }
  }

  /// This process's stretch of work that is done once by all together.
  func part(of items: [Int]) -> ArraySlice<Int> {
    items[items.count * rank / count..<items.count * (rank + 1) / count]
  }

  /// The rows of a whole batch, of this process's rows.
  func whole(_ rows: [Float], width: Int, size: Int) throws(TorchError) -> [Float] {
    guard let group, width > 0 else { return rows }
    return Shard(rank: rank, count: count, size: size).whole(try group.gather(rows), width: width)
  }

  /// This process's rows of a whole batch's.
  func own(_ whole: [Float], width: Int, size: Int) -> [Float] {
    group == nil ? whole : Shard(rank: rank, count: count, size: size).rows(of: whole, width: width)
  }

  /// Computes the gradients of this process's part of the batch.
  func backward(from loss: Tensor) throws(TorchError) {
    if let group { try group.backward(from: loss) } else { try loss.backward() }
  }

  /// Adds up the gradients of all processes, each of its own part of the batch.
  ///
  /// - Returns: whether any process wants to stop; all get the same answer.
  func meet(gradients: [Tensor], isStopping: Bool) throws(TorchError) -> Bool {
    guard let group else { return isStopping }
    let stopping = try group.averageGradients(
      gradients, share: 1, alongside: [isStopping ? 1 : 0])
    isEndKnown = stopping[0] > 0
    return isEndKnown
  }

  private func training<Value>(
    _ body: () throws(TorchError) -> Value
  ) throws(TrainingError) -> Value {
    do throws(TorchError) {
      return try body()
    } catch {
      throw TrainingError(error)
    }
  }
}
