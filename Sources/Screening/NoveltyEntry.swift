/// What a model file's metadata says of its detector of pictures without a lesion.
struct NoveltyEntry {
  /// Index of the network's layers; nil where there is no detector.
  var layer: Int?
  /// The largest distance of a lesion.
  var limit = Float.infinity
}
