import NeuralNetwork

extension PaperFindings {
  /// Figure 4, and which weights filled the networks.
  var networkSection: Section {
    let used = report.classifiers.first { $0.identifier == PublishedTest.choice }?.weights
    let origin = used.flatMap { WeightOrigin(name: $0.origin.utf8) } ?? .keras
    let network = Network.classifier(.mobileNetV3Small, origin: origin)
    let figure = NetworkFigure(network)
    let variant =
      used == nil
      ? "as Keras has it, as no weights were installed"
      : "as \(origin.name) has it, whose weights were used"
    return Section(
      id: "network", title: "Network",
      blocks: [
        .paragraph(
          "\(figure.rows.count) rows, \(network.parameterCount.grouped) parameters and "
            + "\(Notation.scaled(network.multiplyAdds)) multiply-adds an image. \(figure.saving)"),
        .figure(
          Block.Figure(
            id: "figure-4", label: "Figure 4",
            caption:
              "MobileNetV3-Small with the paper's head (\(variant)), drawn from the value that the "
              + "engine runs, to be read row by row like text. Under the size of a box's window stands "
              + "the number of channels that it puts out; \"/2\" is a stride of two. Striped boxes "
              + "treat every channel by itself, plain 1\u{D7}1 boxes mix the channels: together they are "
              + "a depthwise separable convolution. SE scales channels by factors computed through as "
              + "many values as stand in its box. A line below a row adds its input to its output. On "
              + "the right: the shape, and the activation, which the last 1\u{D7}1 box of a block does "
              + "not have.",
            content: .drawing(figure.drawing(title: "MobileNetV3-Small, layer by layer")))),
      ] + weightBlocks)
  }

  private var weightBlocks: [Block] {
    let rows = report.classifiers.filter { $0.parameterCount != nil }
    guard rows.contains(where: { $0.weights != nil }) else {
      return [.note("No pretrained weights are on record.")]
    }
    let foreign = rows.filter { $0.weights?.origin == "torchvision" }.map(\.name)
    return [
      .table(
        Table(
          caption: "Pretrained weights",
          head: ["Network", "File", "Trained in", "Fingerprint of the tensors"], textColumns: 4,
          rows: rows.map {
            [
              $0.name, $0.weights?.file ?? "none", $0.weights?.origin ?? Self.none,
              $0.weights?.fingerprint ?? Self.none,
            ]
          }))
    ]
      + (foreign.isEmpty
        ? []
        : [
          .note(
            "The parameter counts of the paper are those of Keras' networks. \(Notation.list(foreign)) "
              + "\(foreign.count == 1 ? "has" : "have") torchvision's weights here, which come from "
              + "another training on ImageNet and go with other padding and another normalisation of "
              + "pixels.")
        ])
  }
}
