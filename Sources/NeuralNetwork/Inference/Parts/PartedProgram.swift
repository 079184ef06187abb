#if !arch(wasm32)
  /// Deals steps out to workers, and has them meet where one would otherwise read or overwrite what
  /// another has not finished with.
  struct PartedProgram {
    private let planner: PartPlanner
    /// What each worker does, in order.
    private(set) var programs: [[PartedStep]]
    private(set) var meetings = 0
    /// What each worker has touched since all have met.
    private var reads: [[PartAccess]]
    private var writes: [[PartAccess]]

    init(_ planner: PartPlanner) {
      self.planner = planner
      programs = Array(repeating: [], count: planner.workers)
      reads = Array(repeating: [], count: planner.workers)
      writes = Array(repeating: [], count: planner.workers)
    }

    /// Adds a step.
    ///
    /// - Parameters:
    ///   - sums: memory for the sums of lines, shared by all workers.
    ///   - scratch: the scratch memory of a worker.
    mutating func append(
      _ step: BoundStep, sums: UnsafeMutablePointer<Float>,
      scratch: (Int) -> UnsafeMutablePointer<Float>
    ) {
      guard planner.workers > 1 else {
        programs[0].append(.call(step.using(scratch: scratch(0))))
        return
      }
      for stage in planner.stages(of: step, sums: sums) { append(stage, scratch: scratch) }
    }

    private mutating func append(
      _ parts: PartPlanner.Stage, scratch: (Int) -> UnsafeMutablePointer<Float>
    ) {
      if needsMeeting(before: parts) { meet() }
      for worker in parts.indices {
        for part in parts[worker] {
          programs[worker].append(.call(part.using(scratch: scratch(worker))))
          let accesses = part.accesses
          reads[worker] += accesses.reads
          writes[worker] += accesses.writes
        }
      }
    }

    private mutating func meet() {
      meetings += 1
      for worker in programs.indices {
        programs[worker].append(.meet)
        reads[worker] = []
        writes[worker] = []
      }
    }

    private func needsMeeting(before parts: [[BoundStep]]) -> Bool {
      for (worker, calls) in parts.enumerated() {
        for call in calls {
          let accesses = call.accesses
          for other in parts.indices where other != worker {
            if Self.anyMeet(accesses.reads, writes[other])
              || Self.anyMeet(accesses.writes, writes[other])
              || Self.anyMeet(accesses.writes, reads[other])
            {
              return true
            }
          }
        }
      }
      return false
    }

    private static func anyMeet(_ some: [PartAccess], _ others: [PartAccess]) -> Bool {
      some.contains { access in others.contains { access.meets($0) } }
    }
  }
#endif
