import Testing

/// The command line on processors with fewer instructions than this one: it runs what they have, and
/// nothing else in it, libraries included, needs more.
@Suite(
  "On older x86-64 processors",
  .enabled(
    if: EmulatedProcessor.emulator != nil,
    "needs qemu-x86_64 on x86-64 Linux: Tools/setup_tests.sh"))
struct OlderProcessorTests {
  private struct Diagnosis: Decodable {
    let risk: Double
  }

  /// An instruction that the processor lacks would end the process with SIGILL, status 132. The
  /// same kernels give the same bits, emulated or not: equal risks say which ones ran.
  @Test(arguments: EmulatedProcessor.all.filter { $0.name != "Skylake-Server" })
  func diagnoses(processor: EmulatedProcessor) throws {
    let study = try Study.shared()
    let command = ["diagnose", "--json", "--model", study.model, study.image(1)]
    let emulated = try processor.run(command)
    try #require(emulated.status == 0, "\(emulated.errors)")
    let risk = try emulated.json(Diagnosis.self).risk

    let here = try LentigoProcess.run(command).json(Diagnosis.self).risk
    #expect(abs(risk - here) <= 1e-5)
    let best = try #require(processor.instructionSets.last)
    let same = try LentigoProcess.run(command, environment: ["LENTIGO_INSTRUCTION_SET": best])
    // A machine without AVX2 cannot compare with its own AVX2.
    if same.status == 0 { #expect(try same.json(Diagnosis.self).risk == risk) }
  }

  @Test(arguments: EmulatedProcessor.all)
  func refusesInstructionsItLacks(processor: EmulatedProcessor) throws {
    let names = processor.instructionSets.joined(separator: ", ")
    for missing in ["avx512", "avx2"] where !processor.instructionSets.contains(missing) {
      let process = try processor.run(
        ["benchmark"], environment: ["LENTIGO_INSTRUCTION_SET": missing])
      #expect(process.status == 2 && process.output.isEmpty)
      #expect(
        process.errors.contains(
          "LENTIGO_INSTRUCTION_SET is '\(missing)'; this processor has: \(names)\n"))
    }
  }

  /// Drawing lesions takes JPEG, PNG's checksum, files and threads.
  @Test func drawsTheSameLesions() throws {
    let folder = try TemporaryFolder()
    func command(_ output: String) -> [String] {
      [
        "dataset", "synthesize", "--count", "3", "--output", folder.file(output), "--size", "64",
        "--seed", "5",
      ]
    }
    #expect(try LentigoProcess.run(command("here")).status == 0)
    let processor = try #require(EmulatedProcessor.all.first)
    let emulated = try processor.run(command("there"))
    #expect(emulated.status == 0, "\(emulated.errors)")
    #expect(try folder.text("here/train.csv") == folder.text("there/train.csv"))
  }
}
