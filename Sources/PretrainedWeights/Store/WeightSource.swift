import NeuralNetwork

/// A file of pretrained weights that its publisher offers for download.
public struct WeightSource: Sendable, Equatable {
  public let architecture: Architecture
  /// The framework whose names and padding belong to the file.
  public let origin: WeightOrigin
  /// The name of the file in a folder of weights.
  public let fileName: String
  /// The way to it below the base URL: `vgg16/….h5`.
  public let path: String
  /// Its size as published, in bytes, to show before and during a download; nil where nobody says.
  /// Only the hash decides whether a file is the right one.
  public let byteCount: Int?
  /// Its MD5, 32 lowercase hexadecimal digits.
  public let md5: String
  /// The terms of its publisher, in a few words.
  public let licence: String

  public init(
    architecture: Architecture, origin: WeightOrigin, fileName: String, path: String,
    byteCount: Int?, md5: String, licence: String
  ) {
    self.architecture = architecture
    self.origin = origin
    self.fileName = fileName
    self.path = path
    self.byteCount = byteCount
    self.md5 = md5
    self.licence = licence
  }

  /// Where Keras' own files lie.
  public static let officialBase = "https://storage.googleapis.com/tensorflow/keras-applications/"

  /// The ImageNet weights without classifier that Keras itself fetches, with its hashes
  /// (keras.applications, file_hash of each network) and the sizes that it prints while it does.
  public static let official = [
    keras(
      .mobileNetV3Small, "mobilenet_v3/weights_mobilenet_v3_small_224_1.0_float_no_top_v2.h5",
      byteCount: 4_334_752, md5: "d3e8ec802a04aa4fc771ee12a9a9b836",
      licence: "Apache-2.0"),
    keras(
      .efficientNetV2B0, "efficientnet_v2/efficientnetv2-b0_notop.h5",
      byteCount: 24_274_472, md5: "893217f2bb855e2983157299931e43ff",
      licence: "Apache-2.0"),
    keras(
      .resNet50, "resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5",
      byteCount: 94_765_736, md5: "4d473c1dd8becc155b73f8504c6f6626",
      licence: "MIT"),
    keras(
      .vgg16, "vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
      byteCount: 58_889_256, md5: "6d6bbae143d832006294945121d1f1fc",
      licence: "CC BY"),
  ]

  /// The official source for a network.
  public static func official(for architecture: Architecture) -> WeightSource? {
    official.first { $0.architecture == architecture }
  }

  private static func keras(
    _ architecture: Architecture, _ path: String, byteCount: Int, md5: String, licence: String
  ) -> WeightSource {
    WeightSource(
      architecture: architecture, origin: .keras,
      fileName: path.split(separator: "/").last.map(String.init) ?? path, path: path,
      byteCount: byteCount, md5: md5, licence: licence)
  }
}
