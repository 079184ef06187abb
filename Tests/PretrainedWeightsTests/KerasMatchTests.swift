import NeuralNetwork
import PretrainedWeights
import TestSupport
import Testing

/// Which tensor is which, checked against the layers that Keras itself lists.
@Suite struct KerasMatchTests {
  private func match(
    _ contents: KerasContents, _ architecture: Architecture
  ) throws -> [String: String] {
    let match = try KerasMatch(contents, architecture)
    return Dictionary(
      uniqueKeysWithValues: match.tensors.map {
        (String(decoding: $0.parameter.name, as: UTF8.self), $0.tensor.name)
      })
  }

  /// What Keras calls every tensor today.
  private func truth(_ layers: [KerasTable]) -> [String] {
    layers.flatMap { layer in layer.variables.map { "\(layer.name)/\($0.name)" } }
  }

  @Test(arguments: Architecture.allCases)
  func layersStandInTheOrderOfKeras(architecture: Architecture) throws {
    let table = try KerasTable.layers(of: "\(architecture)")
    let layers = KerasLayer.layers(of: architecture)
    #expect(!table.isEmpty && layers.map(\.name) == table.map(\.name))
    #expect(layers.map(\.kind) == table.map(\.kind))
    #expect(
      layers.flatMap(\.parameters).map { String(decoding: $0.name, as: UTF8.self) } == truth(table))
    #expect(
      layers.flatMap(\.parameters).map(\.shape) == table.flatMap { $0.variables.map(\.shape) })
  }

  @Test(arguments: Architecture.allCases)
  func namesThatSayNothingAreMatchedByOrder(architecture: Architecture) throws {
    let table = try KerasTable.layers(of: "\(architecture)")
    let names = truth(table)
    let shapes = table.flatMap { $0.variables.map(\.shape) }
    let tensors = zip(names.indices, shapes).map { KerasTensor.named("layer\($0)/t", $1) }
    let found = try match(.legacy(tensors, isOrdered: true), architecture)
    for (index, name) in names.enumerated() { #expect(found[name] == "layer\(index)/t") }
    #expect(throws: KerasMismatch.self) {
      try match(.legacy(tensors, isOrdered: false), architecture)
    }
    #expect(throws: KerasMismatch.self) {
      try match(.legacy(Array(tensors.dropLast()), isOrdered: true), architecture)
    }
    #expect(throws: KerasMismatch.self) {
      try match(.legacy(Array(tensors.dropFirst()), isOrdered: true), architecture)
    }
  }

  @Test(arguments: Architecture.allCases)
  func kindsAreCountedAsKeras3Does(architecture: Architecture) throws {
    let table = try KerasTable.layers(of: "\(architecture)")
    var kinds: [String: [[KerasTensor]]] = [:]
    for layer in table {
      kinds[layer.kind, default: []].append(
        layer.variables.map { .named("\(layer.name)/\($0.name)", $0.shape) })
    }
    // A classifier on top comes behind.
    kinds["dense"] = [[.named("top/kernel", [512, 3]), .named("top/bias", [3])]]
    let found = try match(.byKind(kinds), architecture)
    #expect(found.count == truth(table).count)
    for name in truth(table) { #expect(found[name] == name) }
    kinds["conv2d"]?.removeLast()
    #expect(throws: KerasMismatch.self) { try match(.byKind(kinds), architecture) }
  }

  /// Old names stand in another order than today's: the shortcut's convolution comes last.
  @Test func residualNetworkBefore2019() throws {
    let old = try KerasTable.layers(of: "resnet50-before-2019")
    let tensors = old.flatMap { $0.variables.map { KerasTensor.named($0.name, $0.shape) } }
    let found = try match(.legacy(tensors, isOrdered: true), .resNet50)
    #expect(found["conv1_conv/kernel"] == "conv1/kernel:0")
    #expect(found["conv1_bn/beta"] == "bn_conv1/beta:0")
    #expect(found["conv2_block1_0_conv/kernel"] == "res2a_branch1/kernel:0")
    #expect(found["conv2_block1_3_conv/kernel"] == "res2a_branch2c/kernel:0")
    #expect(found["conv4_block6_2_bn/moving_mean"] == "bn4f_branch2b/moving_mean:0")
    #expect(Set(found.values) == Set(tensors.map(\.name)))
  }

  @Test func namesWithinAnotherModelAreFound() throws {
    let table = try KerasTable.layers(of: "vgg16")
    let tensors = table.flatMap { layer in
      layer.variables.map {
        KerasTensor.named("vgg16/\(layer.name)/\(layer.name)/\($0.name):0", $0.shape)
      }
    }
    let found = try match(.legacy(tensors.reversed(), isOrdered: false), .vgg16)
    #expect(found["block3_conv2/bias"] == "vgg16/block3_conv2/block3_conv2/bias:0")
    #expect(throws: KerasMismatch.self) {
      try match(.legacy(tensors + [tensors[3]], isOrdered: false), .vgg16)
    }
  }

  @Test func namesAndOrderMustNotContradictEachOther() throws {
    let table = try KerasTable.layers(of: "vgg16")
    var tensors = zip(truth(table), table.flatMap { $0.variables.map(\.shape) }).map {
      KerasTensor.named($0, $1)
    }
    tensors[0] = .named("unknown/kernel", tensors[0].shape)
    #expect(try match(.legacy(tensors, isOrdered: true), .vgg16).count == 26)
    // block5's convolutions all have one shape.
    tensors.swapAt(22, 24)
    #expect(throws: KerasMismatch.self) { try match(.legacy(tensors, isOrdered: true), .vgg16) }
  }

  @Test func anotherNetworkIsRefused() throws {
    for (name, other) in [("vgg16", Architecture.resNet50), ("resnet50", .mobileNetV3Small)] {
      let tensors = try KerasTable.layers(of: name).flatMap { layer in
        layer.variables.map { KerasTensor.named("\(layer.name)/\($0.name)", $0.shape) }
      }
      #expect(throws: KerasMismatch.self) { try match(.legacy(tensors, isOrdered: true), other) }
    }
  }
}
