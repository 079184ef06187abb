import Diagnosing
import ImageCodec
import LesionImage
import Parallelism
import Screening
import Synchronization

/// Where pictures are judged: a few threads, each with a screener made once, and a queue that is full at
/// some point. None of it runs where connections are served.
final class ScreeningDesk: Sendable {
  private let limits: ServerLimits
  private let metrics: ServerMetrics
  private let warmth = Warmth()
  private let pool: WorkerPool<Screener>

  /// Starts the threads; they make their screeners while the server begins to listen.
  init(_ model: ScreeningModel, limits: ServerLimits, metrics: ServerMetrics) {
    self.limits = limits
    self.metrics = metrics
    pool = WorkerPool(workers: limits.workers, room: limits.queue) { [warmth] in
      let screener = Screener(model)
      // The first run touches memory that later ones find in place.
      let side = model.preprocessing
      _ = screener.logit(RGBImage(width: side.width, height: side.height))
      warmth.workers.add(1, ordering: .relaxed)
      return screener
    }
  }

  /// Whether every thread has run the network once.
  var isReady: Bool { warmth.workers.load(ordering: .relaxed) >= pool.workerCount }

  var workerCount: Int { pool.workerCount }

  /// How many pictures wait, and how many are being judged.
  var load: (waiting: Int, running: Int) { pool.load }

  /// Judges a picture on one of the threads.
  ///
  /// - Parameters:
  ///   - picture: a file, JPEG or PNG.
  ///   - threshold: what decides.
  ///   - deadline: when nobody needs the verdict any more.
  ///   - isWanted: asked before the work begins, which a client may not have waited for.
  /// - Throws: `busy` at once where the queue is full, `tooLate`, `stopping` where the request was given
  ///   up, and whatever the codec says of the picture.
  func diagnose(
    _ picture: ReceivedBody, at threshold: DecisionThreshold,
    until deadline: ContinuousClock.Instant, isWanted: @escaping @Sendable () -> Bool
  ) async throws(Problem) -> Diagnosis {
    let ticket = Ticket<Diagnosis>()
    let isAccepted = pool.submit { [limits, metrics, arrival = ContinuousClock.now] screener in
      guard ticket.isOpen, isWanted() else { return ticket.settle(.failure(.gone)) }
      guard ContinuousClock.now < deadline else {
        return ticket.settle(.failure(.tooLate(limits.request)))
      }
      metrics.waited(ContinuousClock.now - arrival)
      ticket.settle(Self.judge(picture.bytes, by: screener, at: threshold, limits, metrics))
    }
    guard isAccepted else {
      throw .busy("\(limits.queue) pictures wait already. Try again soon.")
    }
    let alarm = Task { [limits] in
      try await Task.sleep(until: deadline, clock: .continuous)
      ticket.settle(.failure(.tooLate(limits.request)))
    }
    defer { alarm.cancel() }
    let outcome = await withTaskCancellationHandler {
      await ticket.outcome()
    } onCancel: {
      ticket.settle(.failure(.stopping))
    }
    return try outcome.get()
  }

  private static func judge(
    _ bytes: [UInt8], by screener: Screener, at threshold: DecisionThreshold,
    _ limits: ServerLimits, _ metrics: ServerMetrics
  ) -> Result<Diagnosis, Problem> {
    do throws(ImageCodecError) {
      let start = ContinuousClock.now
      let decoded = try ImageCodec.decode(
        bytes, limits: limits.decoding, minimumSide: screener.model.preprocessing.minimumSide)
      let middle = ContinuousClock.now
      let diagnosis = Diagnosis(of: decoded, by: screener, at: threshold)
      metrics.judged(
        diagnosis.verdict, decoding: middle - start, network: ContinuousClock.now - middle)
      return .success(diagnosis)
    } catch {
      return .failure(Problem(error))
    }
  }
}

/// How many threads are ready. They hold it, and not the desk, which is made after them.
private final class Warmth: Sendable {
  let workers = Atomic(0)
}
