import NeuralNetwork

/// A layer of a Keras model that has weights.
package struct KerasLayer {
  /// `block1_conv1`
  package let name: String
  /// In the order of Keras: kernel, bias; gamma, beta, moving mean, moving variance.
  package private(set) var parameters: [Parameter]

  /// What Keras 3 calls such layers in a file.
  package var kind: String {
    guard let first = parameters.first else { return "" }
    if first.shape.count == 4 {
      // No convolution of these networks over all channels has a single output.
      return first.shape[3] == 1 ? "depthwise_conv2d" : "conv2d"
    }
    return first.shape.count == 2 ? "dense" : "batch_normalization"
  }

  /// The layers of a backbone in the order of `model.layers`, in which Keras saves and loads them.
  package static func layers(of architecture: Architecture) -> [KerasLayer] {
    var layers: [KerasLayer] = []
    for parameter in Network.backbone(architecture, origin: .keras).parameters {
      let name = parameter.keras.split(separator: "/").dropLast().joined(separator: "/")
      if let index = layers.firstIndex(where: { $0.name == name }) {
        layers[index].parameters.append(parameter)
      } else {
        layers.append(KerasLayer(name: name, parameters: [parameter]))
      }
    }
    return sortedAsInKeras(layers)
  }

  /// Keras lists layers by their distance from the output, so that in a residual block with a
  /// convolution on its shortcut (ResNet50's `conv2_block1_0`) that one stands just before the last
  /// convolution of the main path.
  private static func sortedAsInKeras(_ layers: [KerasLayer]) -> [KerasLayer] {
    let order = ["1_conv", "1_bn", "2_conv", "2_bn", "0_conv", "3_conv", "0_bn", "3_bn"]
    var sorted: [KerasLayer] = []
    var block: (name: Substring, layers: [(rank: Int, layer: KerasLayer)]) = ("", [])
    for layer in layers {
      let parts = layer.name.split(separator: "_")
      let tail = parts.suffix(2).joined(separator: "_")
      let isBlock = parts.count == 4 && parts[1].hasPrefix("block")
      let name = layer.name.dropLast(tail.count)
      let rank = isBlock ? order.firstIndex(of: tail) : nil
      if rank == nil || name != block.name {
        sorted += block.layers.sorted { $0.rank < $1.rank }.map(\.layer)
        block = (name, [])
      }
      if let rank {
        block.layers.append((rank, layer))
      } else {
        sorted.append(layer)
      }
    }
    return sorted + block.layers.sorted { $0.rank < $1.rank }.map(\.layer)
  }
}

extension Parameter {
  /// The name as text.
  var keras: String { String(decoding: name, as: UTF8.self) }
}
