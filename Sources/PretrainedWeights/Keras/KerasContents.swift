/// What a Keras file holds, in the order in which Keras would load it.
package enum KerasContents {
  /// The layout of `model.save_weights("x.h5")` and `model.save("x.h5")`: names and shapes.
  /// `isOrdered` says whether the tensors stand in the order of the model's layers.
  case legacy([KerasTensor], isOrdered: Bool)
  /// The layout of `model.save_weights("x.weights.h5")`: tensors of each layer by the kind of layer
  /// (`conv2d`, `batch_normalization`), in the order in which the model's layers of that kind stand.
  case byKind([String: [[KerasTensor]]])
}
