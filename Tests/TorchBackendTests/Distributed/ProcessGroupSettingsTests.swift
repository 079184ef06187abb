import Testing
import TorchBackend

@Suite("Variables of a launcher")
struct ProcessGroupSettingsTests {
  private let complete = [
    "RANK": "3", "WORLD_SIZE": "4", "LOCAL_RANK": "1", "MASTER_ADDR": "node-0",
    "MASTER_PORT": "29500",
  ]

  private func message(_ changes: [String: String]) -> String {
    let variables = complete.merging(changes) { $1 }
    do {
      let settings = try ProcessGroupSettings.fromEnvironment(variables)
      return "\(String(describing: settings))"
    } catch {
      #expect(error.code == .processGroup)
      return error.message
    }
  }

  @Test func noneSetTrainsAlone() throws {
    #expect(try ProcessGroupSettings.fromEnvironment(["PATH": "/bin"]) == nil)
    #expect(try ProcessGroupSettings.fromEnvironment(["RANK": "", "WORLD_SIZE": ""]) == nil)
    #expect(try ProcessGroupSettings.fromEnvironment(["LENTIGO_DISTRIBUTED_TIMEOUT": "9"]) == nil)
  }

  @Test func allSet() throws {
    let settings = try #require(try ProcessGroupSettings.fromEnvironment(complete))
    #expect(
      settings
        == ProcessGroupSettings(
          rank: 3, worldSize: 4, localRank: 1, host: "node-0", port: 29500, timeout: 300))
    #expect(!settings.isLeader)
  }

  /// A PyTorchJob sets no local rank; torchrun keeps the list of addresses.
  @Test func launchersDiffer() throws {
    var variables = complete
    variables["LOCAL_RANK"] = nil
    variables["LOCAL_WORLD_SIZE"] = "2"
    variables["TORCHELASTIC_USE_AGENT_STORE"] = "True"
    variables["LENTIGO_DISTRIBUTED_TIMEOUT"] = "20"
    let settings = try #require(try ProcessGroupSettings.fromEnvironment(variables))
    #expect(settings.localRank == 0)
    #expect(settings.localWorldSize == 2)
    #expect(settings.launcherKeepsList)
    #expect(settings.timeout == 20)
  }

  @Test(arguments: ["RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"])
  func absentIsNamed(name: String) {
    var variables = complete
    variables[name] = nil
    #expect(throws: TorchError.self) { try ProcessGroupSettings.fromEnvironment(variables) }
    #expect(message([name: ""]).hasPrefix("\(name) is not set, but "))
  }

  @Test(arguments: [
    ("RANK", "-1"), ("RANK", "two"), ("RANK", "1.0"), ("WORLD_SIZE", "0"), ("WORLD_SIZE", "4 "),
    ("LOCAL_RANK", "x"), ("MASTER_PORT", "0"), ("MASTER_PORT", "65536"),
    ("MASTER_PORT", "99999999999999999999"), ("LENTIGO_DISTRIBUTED_TIMEOUT", "0"),
    ("LENTIGO_DISTRIBUTED_TIMEOUT", "soon"),
  ])
  func malformedIsNamed(name: String, value: String) {
    #expect(message([name: value]).hasPrefix("\(name) is '\(value)', and must be a whole number"))
  }

  @Test func rankBeyondTheWorld() {
    #expect(message(["RANK": "4"]).hasPrefix("RANK is 4, but ranks run from 0 to 3"))
  }

  @Test func localRankAloneIsNoGroup() {
    #expect(
      message(["RANK": "", "WORLD_SIZE": "", "MASTER_ADDR": "", "MASTER_PORT": ""]).contains(
        "WORLD_SIZE is not set, but LOCAL_RANK is"))
  }
}
