import NeuralNetwork
import Training

/// A precision that a model is not offered in, or that the machine lacks.
struct RefusedPrecision: Error, CustomStringConvertible {
  let description: String

  /// The file does not offer it.
  ///
  /// - Parameters:
  ///   - isAvailable: whether this machine could compute in it.
  ///   - measured: what the file says about it.
  init(_ precision: Precision, model: String, isAvailable: Bool, measured: MeasuredPrecision?) {
    let place = isAvailable ? "" : ", on a machine that has \(precision) products,"
    let wayOut =
      "\(place) with `lentigo precision --model \(ShellWord.quoted(model)) --data DIR "
      + "--output FILE`."
    guard let measured else {
      description =
        "\(model) is not offered in \(precision): what that costs was never measured. Use --precision "
        + "fp32, or measure it\(wayOut)"
      return
    }
    let more = measured.hadTooFewImages ? ", or measure it on more images\(wayOut)" : "."
    description =
      "\(model) is not offered in \(precision): measured on \(Numbers.grouped(measured.images)) "
      + "images (\(measured.measuredOn)), \(measured.reasons). Use --precision fp32\(more)"
  }

  /// The machine lacks it.
  init(_ precision: Precision, model: String, on instructionSet: InstructionSet) {
    description =
      "\(model) cannot be run in \(precision) here: this processor has no \(precision) products in the "
      + "instruction set \(instructionSet). Use --precision fp32."
  }
}
