import CTorch
import NeuralNetwork

/// Reads a network's tensors from a file, layer by layer.
struct GraphBuilder {
  let network: Network
  let weights: Safetensors
  let device: TorchDevice
  private(set) var parameters: [NetworkParameter] = []

  init(network: Network, weights: Safetensors, device: TorchDevice) {
    self.network = network
    self.weights = weights
    self.device = device
  }

  mutating func build() throws(TorchError) -> [GraphStep] {
    let isFolded = network.isFolded(in: weights)
    let blocks = network.layerBlocks
    let firstOfHead = network.firstBlockOfHead
    var steps: [GraphStep] = []
    for (index, layer) in network.layers.enumerated() {
      let block = blocks[index]
      let isHead = block >= firstOfHead
      var step = GraphStep(layer: layer, block: block, isHead: isHead)
      let reader = ParameterReader(
        weights: weights, device: device, block: block, isHead: isHead, isFolded: isFolded)
      switch layer.operation {
      case .convolution(let convolution), .depthwiseConvolution(let convolution):
        let read = try reader.convolution(convolution.weights)
        (step.weights, step.normalization) = ([read.weights], read.normalization)
        parameters += read.parameters
      case .squeezeExcite(let excite):
        for tensors in [excite.reduce, excite.expand] {
          let read = try reader.convolution(tensors)
          step.weights.append(read.weights)
          parameters += read.parameters
        }
      case .dense(let dense):
        let read = try reader.dense(dense)
        step.weights = [read.weights]
        parameters += read.parameters
      case .add, .maxPooling, .flatten: break
      }
      steps.append(step)
    }
    markReads(&steps)
    return steps
  }

  /// Says which outputs are read by another layer than the next, and by which last.
  private func markReads(_ steps: inout [GraphStep]) {
    var last: [Int: Int] = [:]
    for (index, step) in steps.enumerated() {
      var reads = step.layer.input == index - 1 ? [] : [step.layer.input]
      if case .add(let other) = step.layer.operation { reads.append(other) }
      for read in reads {
        last[read] = index
        if read >= 0 { steps[read].isReadLater = true }
      }
    }
    for (read, index) in last { steps[index].lastReads.append(read) }
  }
}
