import NeuralNetwork
import Report
import Reproduction
import TestSupport
import Testing
import Training

/// The small parts of a reproduction.
@Suite("Parts of a reproduction")
struct PartsTests {
  /// The counts of Table 2, beside those counted from the networks.
  @Test(arguments: Architecture.allCases)
  func paperCountsParametersAsWeDo(architecture: Architecture) {
    let network = Network.classifier(architecture, origin: .keras)
    #expect(PaperTable.figures(architecture).parameterCount == network.parameterCount)
    #expect(PaperTable.name(architecture).count >= 5)
  }

  @Test func resultsComeBackOnlyForTheirInputs() throws {
    let folder = TemporaryDirectory()
    let store = StageStore(directory: folder.path)
    var inputs = StageInputs()
    inputs.set("the seed", 1)
    func entry(_ inputs: StageInputs) -> String {
      switch store.load("stage", inputs: inputs, as: [Double].self) {
      case .absent: "absent"
      case .damaged: "damaged"
      case .outdated(let old): inputs.changes(since: old)
      case .found(let value): "\(value)"
      }
    }
    #expect(entry(inputs) == "absent")
    try store.save([0.1, 1 / 3], as: "stage", inputs: inputs)
    #expect(entry(inputs) == "[0.1, \(1.0 / 3)]")
    var other = StageInputs()
    other.set("the seed", 2)
    other.set("the weights", fingerprint: "abc")
    #expect(entry(other) == "the seed was 1 and is now 2; the weights: none before")
    var third = other
    third.set("the weights", fingerprint: "abd")
    #expect(third.changes(since: other) == "the weights: changed")
    #expect(inputs.changes(since: other).hasSuffix("; the weights: none now"))
    // Every single byte counts.
    let bytes = try folder.read("stage.json")
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 4
      try folder.write(damaged, to: "stage.json")
      #expect(entry(inputs) != "[0.1, \(1.0 / 3)]", "byte \(index)")
    }
    try folder.write([UInt8](), to: "stage.json")
    #expect(entry(inputs) == "damaged")
  }

  /// Leaving out what is not there is no experiment.
  @Test func ablationIsOfTheChosenRecipe() {
    #expect(AblationVariant.cases(of: .paper) == AblationVariant.allCases)
    let plain = Recipe.paper.without(.augmentation)
    #expect(AblationVariant.cases(of: plain) == [.oversampling, .loss, .everything])
    #expect(
      AblationVariant.oversampling.applied(to: plain)
        == plain.without(.balance))
    // Here leaving out the loss leaves nothing on.
    let two = plain.without(.balance)
    #expect(AblationVariant.cases(of: two) == [.loss])
    #expect(AblationVariant.cases(of: two.without(.focus)) == [.loss])
    let bare = Recipe.Element.allCases.reduce(Recipe.paper) { $0.without($1) }
    #expect(AblationVariant.cases(of: bare).isEmpty)
  }

  @Test func withoutPatientsThereIsNoSplitByThem() throws {
    let study = try SmallStudy()
    let configuration = try study.configuration()
    #expect(ReproductionStage.all(for: configuration).last == .patients)
    try study.changeLabels { $0[1] = "" }
    #expect(!ReproductionStage.all(for: try study.configuration()).contains(.patients))
  }

  @Test func machineIsReadFromWhatTheSystemSays() {
    let processor = """
      processor\t: 0
      model name\t: Some(R) Processor: 3 GHz
      """
    #expect(
      PaperReport.Machine.value(of: ["model name"], in: processor, separator: ":")
        == "Some(R) Processor: 3 GHz")
    let system = "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"
    #expect(
      PaperReport.Machine.value(of: ["PRETTY_NAME", "NAME"], in: system, separator: "=")
        == "Debian GNU/Linux 12 (bookworm)")
    #expect(PaperReport.Machine.value(of: ["x"], in: system, separator: "=") == nil)
  }
}
