import ArgumentParser
import Dataset
import Foundation
import PretrainedWeights
import Radiomics
import Reproduction
import Training

/// Runs the chosen command and turns whatever it throws into a message and an exit code.
@main
enum EntryPoint {
  static func main() {
    do {
      var command = try Lentigo.parseAsRoot()
      try command.run()
    } catch {
      exit(report(error).rawValue)
    }
  }

  /// Says what went wrong, or prints the help that was asked for.
  private static func report(_ error: any Error) -> CommandStatus {
    if let status = error as? CommandStatus { return status }
    switch Lentigo.exitCode(for: error) {
    case .success:
      return print(Lentigo.fullMessage(for: error))
    case .validationFailure:
      StandardError.write(Lentigo.fullMessage(for: error) + "\n")
      return .wrongUsage
    default:
      StandardError.report("\(error)")
      return isCancellation(error) ? .interrupted : .refused
    }
  }

  private static func print(_ text: String) -> CommandStatus {
    do {
      try StandardOutput.line(text)
      return .done
    } catch {
      StandardError.report("\(error)")
      return .refused
    }
  }

  private static func isCancellation(_ error: any Error) -> Bool {
    switch error {
    case let error as TrainingError: error.code == .cancelled
    case let error as DatasetError: error.code == .cancelled
    case let error as ReproductionError: error.code == .cancelled
    case let error as RadiomicsError: error.code == .cancelled
    case let error as WeightStoreError: error.code == .cancelled
    default: false
    }
  }
}
