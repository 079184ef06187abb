import ArgumentParser
import Foundation
import NeuralNetwork

/// Which kernels run: the best this processor has, or what `LENTIGO_INSTRUCTION_SET` says.
enum InstructionSetChoice {
  static func current() throws -> InstructionSet {
    guard let name = ProcessInfo.processInfo.environment["LENTIGO_INSTRUCTION_SET"], !name.isEmpty
    else { return .best }
    guard let choice = InstructionSet.available.first(where: { "\($0)" == name }) else {
      let names = InstructionSet.available.map { "\($0)" }.joined(separator: ", ")
      throw ValidationError("LENTIGO_INSTRUCTION_SET is '\(name)'; this processor has: \(names)")
    }
    return choice
  }
}
