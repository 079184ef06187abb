import ArgumentParser

/// `lentigo weights`: pretrained backbones, listed, fetched and imported.
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "List, fetch or import the pretrained weights that trainings start from.",
    discussion: """
      Weights lie in one folder: $LENTIGO_WEIGHTS, else $XDG_DATA_HOME/lentigo/weights, else \
      ~/.local/share/lentigo/weights. Keras' official .h5 files are read as they are, and so are \
      safetensors files with the names of Keras or torchvision; files are known by what is in them.

      Examples:
        lentigo weights list
        lentigo weights fetch mobilenet-v3-small
        lentigo weights import Downloads/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5
      """,
    subcommands: [ListWeightsCommand.self, FetchWeightsCommand.self, ImportWeightsCommand.self])
}
