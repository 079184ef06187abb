import LesionImage
import TorchBackend
import Training

/// A dense layer that reads the diagnosis from the network's features, so that they tell benign
/// lesions of different kinds apart. It goes when the training is over.
final class DiagnosisLayer {
  let kernel: Tensor
  let bias: Tensor
  let classes: Int

  init(inputs: Int, classes: Int, seed: UInt64, device: TorchDevice) throws(TorchError) {
    self.classes = classes
    var generator = SeededGenerator(seed: seed, stream: RandomStream.diagnosis)
    let bound = 1 / Float(inputs).squareRoot()
    let values = (0..<inputs * classes).map { _ in (generator.nextUnit() * 2 - 1) * bound }
    kernel = try Tensor(values, shape: [inputs, classes], device: device)
    bias = try Tensor([Float](repeating: 0, count: classes), shape: [classes], device: device)
    try kernel.setTrainable(true)
    try bias.setTrainable(true)
  }

  /// [N, inputs] to [N, classes].
  func logits(_ features: Tensor) throws(TorchError) -> Tensor {
    try features.dense(kernel, bias)
  }
}
