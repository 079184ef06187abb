import NeuralNetwork
import Screening

/// A detector of pictures without a lesion as a model file holds it, and what the file says of it.
public struct FittedNovelty: Sendable, Equatable {
  /// With exactly the numbers that the file's readers will see.
  public let detector: NoveltyDetector
  public let metadata: ModelMetadata.Novelty

  package init(detector: NoveltyDetector, metadata: ModelMetadata.Novelty) {
    self.detector = detector
    self.metadata = metadata
  }

  /// The numbers as files hold them: in 16-bit floats where these have room for the triangle's diagonal. Of
  /// 96 channels that takes 9.5 KB, and moves distances by less than 0.1 % (measured), which the limit, chosen
  /// with these numbers, takes into account.
  package static func stored(_ numbers: [Float], count: Int) -> [Float] {
    halves(numbers, count: count)?.map(HalfPrecision.float) ?? numbers
  }

  /// Adds the tensor.
  func add(to writer: inout SafetensorsWriter) {
    let (name, numbers) = ([UInt8](NoveltyDetector.tensorName), detector.numbers)
    if let halves = Self.halves(numbers, count: detector.count) {
      writer.add(name: name, shape: [halves.count], halves: halves)
    } else {
      writer.add(name: name, shape: [numbers.count], floats: numbers)
    }
  }

  /// nil where a number is too large for 16 bits, or one of the diagonal too small for all of its digits.
  private static func halves(_ numbers: [Float], count: Int) -> [UInt16]? {
    let smallest: Float = 0x1p-14
    for row in 0..<count where numbers[count + row * (row + 3) / 2] < smallest { return nil }
    var halves: [UInt16] = []
    for value in numbers {
      guard let bits = HalfPrecision.bits(value) else { return nil }
      halves.append(bits)
    }
    return halves
  }
}
