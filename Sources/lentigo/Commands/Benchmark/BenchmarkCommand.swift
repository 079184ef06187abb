import ArgumentParser
import NeuralNetwork

/// `lentigo benchmark`: times the engine alone.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time the inference engine alone.",
    discussion: """
      Runs the network with its head on generated weights, image after image, and reports the \
      median time per image. With --threads N --batch N, each thread works on an image of its own, \
      which is the most images a second; where a batch has fewer images than there are threads, all \
      work on the same image, which is the shortest wait for one. LENTIGO_INSTRUCTION_SET (scalar, \
      sse2, avx2, avx512, neon) picks the kernels.

      With --explain the plan is printed instead: each step with its time on one core, held against \
      what the core can do at most, and which steps lose most time and why. The table is wide: \
      `| less -S` scrolls it sideways.

      Examples:
        lentigo benchmark --architecture resnet50 --json
        lentigo benchmark --threads 2 --batch 1
        lentigo benchmark --precision bf16 --explain
        lentigo benchmark --kernels --architecture vgg16
      """)

  @Option(
    help: ArgumentHelp(
      "The network; `lentigo models` lists them. (default: mobilenet-v3-small; for --kernels all)",
      valueName: "name"))
  var architecture: NamedOption<Architecture>?

  @Option(help: ArgumentHelp("Cores to use.", valueName: "n"))
  var threads: Int = 1

  @Option(help: ArgumentHelp("Images a run. (default: one for each thread)", valueName: "n"))
  var batch: Int?

  @OptionGroup var precision: PrecisionOption

  @Option(
    help: ArgumentHelp(
      "How long to measure; each of --kernels a twentieth of it.", valueName: "s"))
  var seconds: Double = 1

  @Option(
    help: ArgumentHelp(
      "A trained model, whose network and weights are taken instead of generated ones.",
      valueName: "file"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Time nothing: write network, folded weights, an image and its logit for other engines.",
      discussion: "Benchmarks/make_onnx.py makes an ONNX file of it.",
      valueName: "file"))
  var writeNetwork: String?

  @Flag(
    help: """
      Time single kernels instead: each one of every instruction set, at the largest shape that \
      each network has for it, beside the scalar reference.
      """)
  var kernels = false

  @Flag(
    help: """
      Time steps of fine-tuning instead, on libtorch with --threads and --batch (default: 32): all \
      layers, batch norm in training mode, AdamW.
      """)
  var trainingStep = false

  @Flag(help: "End with one line of JSON.")
  var json = false

  @Flag(help: "Print the plan, step by step, with what each takes on one core.")
  var explain = false

  func validate() throws {
    _ = try InstructionSetChoice.current()
    guard (1...1024).contains(threads) else { throw ValidationError("--threads must be 1 to 1024") }
    if let batch, !(1...4096).contains(batch) {
      throw ValidationError("--batch must be 1 to 4096")
    }
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds must be above 0 and at most 3600")
    }
    try refuseContradictions()
  }

  /// An option that would be passed over in silence is refused instead.
  private func refuseContradictions() throws {
    guard [explain, kernels, trainingStep, writeNetwork != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError(
        "--explain, --kernels, --training-step and --write-network exclude each other")
    }
    if trainingStep, model != nil || precision.precision != .fp32 {
      throw ValidationError("--training-step trains in fp32: leave out --model and --precision")
    }
    if model != nil, architecture != nil {
      throw ValidationError("--model brings its network along: leave out --architecture")
    }
    let isParallel = threads != 1 || batch != nil
    if explain, isParallel {
      throw ValidationError(
        "--explain times one image on one core: leave out --threads and --batch")
    }
    let isReduced = precision.precision != .fp32
    if kernels, isParallel || isReduced || model != nil {
      throw ValidationError(
        "--kernels times the kernels of all precisions on one core: leave out --threads, --batch, "
          + "--precision and --model")
    }
    if writeNetwork != nil, isParallel || isReduced || json {
      throw ValidationError(
        "--write-network writes fp32 and times nothing: leave out --threads, --batch, --precision "
          + "and --json")
    }
  }

  func run() throws {
    if kernels { return try runKernels() }
    if trainingStep { return try runTrainingStep() }
    let instructionSet = try InstructionSetChoice.current()
    let subject =
      try model.map { try BenchmarkSubject(modelFile: $0) }
      ?? BenchmarkSubject(architecture?.value ?? .mobileNetV3Small)
    let plan = try ExecutionPlan(
      subject.network, weights: subject.weights, instructionSet: instructionSet,
      precision: precision.precision)
    if let writeNetwork {
      return try NetworkExport(plan: plan, weights: subject.weights).write(to: writeNetwork)
    }
    if explain {
      let explanation = Explanation(plan, seconds: seconds)
      try StandardOutput.line(json ? try JSON.line(explanation) : explanation.text)
      return
    }
    let batch = batch ?? threads
    let timings = Self.time(plan, threads: threads, batch: batch, seconds: seconds)
    let result = BenchmarkResult(
      architecture: "\(subject.network.architecture)", precision: "\(plan.precision.name)",
      instructionSet: "\(instructionSet)", threads: threads, batch: batch, runs: timings.count,
      arenaBytes: plan.arenaByteCount, weightBytes: plan.weightByteCount,
      sorted: timings.sorted())
    if json {
      try StandardOutput.line(try JSON.line(result))
    } else {
      try StandardOutput.line(result.text)
    }
  }

  private func runKernels() throws {
    let bar = ProgressBar("Timing kernels")
    defer { bar.clear() }
    let results = try KernelBenchmark(
      architectures: architecture.map { [$0.value] } ?? Architecture.allCases,
      duration: .seconds(seconds / 20)
    ).run { bar.update($0, of: $1) }
    bar.clear()
    try StandardOutput.line(json ? try JSON.line(results) : KernelResult.text(results))
  }

  private func runTrainingStep() throws {
    let result = try TrainingStepResult(
      TrainingStepBenchmark(
        architecture: architecture?.value ?? .mobileNetV3Small, threads: threads,
        batch: batch ?? 32, seconds: seconds))
    try StandardOutput.line(json ? try JSON.line(result) : result.text)
  }

  /// Milliseconds per image of each run.
  private static func time(
    _ plan: ExecutionPlan, threads: Int, batch: Int, seconds: Double
  ) -> [Double] {
    let team = BenchmarkTeam(plan, threads: threads, batch: batch)
    let clock = ContinuousClock()
    for _ in 0..<5 { team.run(batch: batch) }
    var timings: [Double] = []
    let start = clock.now
    while timings.count < 10 || clock.now - start < .seconds(seconds) {
      let took = clock.measure { team.run(batch: batch) }
      timings.append(took / .milliseconds(1) / Double(batch))
    }
    return timings
  }
}
