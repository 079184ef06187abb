import Foundation
import NeuralNetwork
import Report

extension PaperReport.Machine {
  /// This machine.
  static func current(cores: Int, instructionSet: InstructionSet) -> PaperReport.Machine {
    .init(
      processor: processor ?? "unknown", cores: cores,
      memory: ProcessInfo.processInfo.physicalMemory, system: system,
      instructionSet: "\(instructionSet)")
  }

  /// The processor's own name.
  private static var processor: String? {
    #if canImport(Darwin)
      var count = 0
      guard sysctlbyname("machdep.cpu.brand_string", nil, &count, nil, 0) == 0, count > 1 else {
        return nil
      }
      var name = [UInt8](repeating: 0, count: count)
      guard sysctlbyname("machdep.cpu.brand_string", &name, &count, nil, 0) == 0 else {
        return nil
      }
      return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    #else
      // x86-64 says 'model name'; arm64 kernels name the machine at best.
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      return value(of: ["model name", "Model", "Hardware"], in: text, separator: ":")
    #endif
  }

  private static var system: String {
    #if os(Linux)
      let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
      if let name = value(of: ["PRETTY_NAME", "NAME"], in: text, separator: "=") { return name }
    #endif
    return ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// The first of the keys that a text of `key separator value` lines has, without quotes.
  package static func value(of keys: [String], in text: String, separator: Character) -> String? {
    let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
      guard let place = line.firstIndex(of: separator) else { return nil }
      let trimmed = CharacterSet.whitespaces.union(CharacterSet(charactersIn: "\"'"))
      return (
        line[..<place].trimmingCharacters(in: .whitespaces),
        line[line.index(after: place)...].trimmingCharacters(in: trimmed)
      )
    }
    for key in keys {
      if let found = lines.first(where: { $0.0 == key && !$0.1.isEmpty }) { return found.1 }
    }
    return nil
  }
}
