import ArgumentParser
import Training

/// The root of the command line: `lentigo <subcommand>`.
struct Lentigo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lentigo",
    abstract: "Train, evaluate and run a lightweight melanoma classifier.",
    discussion: """
      Lentigo looks at dermoscopic images of skin lesions. It is research software, not a medical \
      device: it cannot rule out melanoma. See a doctor about any lesion that worries you.

      A first tour, with lesions that it draws by itself:
        lentigo dataset synthesize --count 400 --output lesions
        lentigo train --data lesions --output model.safetensors \\
          --backbone-weights Models/mobilenet-v3-small.synthetic.safetensors
        lentigo evaluate --model model.safetensors --data lesions
        lentigo diagnose --model model.safetensors lesions/images/SYN_0000001.jpg

      Exit codes: 0 done; 1 some input could not be used, the rest was done; 2 wrong usage; \
      3 a file, model or data set was refused as a whole; 130 stopped by Ctrl-C, with work saved.
      """,
    version: softwareVersion,
    subcommands: [
      ModelsCommand.self, WeightsCommand.self, DatasetCommand.self, AugmentCommand.self,
      TrainCommand.self, EvaluateCommand.self, PredictCommand.self, DiagnoseCommand.self,
      PrecisionCommand.self, CalibrateCommand.self, CrossValidateCommand.self, CardCommand.self,
      QualityCommand.self, ReproduceCommand.self, RadiomicsCommand.self, BenchmarkCommand.self,
    ] + server)

  /// The command that a build without the trait `Server` lacks.
  private static var server: [any ParsableCommand.Type] {
    #if Server
      [ServeCommand.self]
    #else
      []
    #endif
  }

  /// Wrong usage is reported under the same name as every other failure.
  static let _errorPrefix = "lentigo: "
}
