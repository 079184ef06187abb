/// How much each place of a backbone's last feature map added to a classifier's logit.
///
/// The head (`Head`) is linear in pieces: the largest of each window, a dense layer of which the hidden
/// units above 0 count, and a sum. Around one image the logit is therefore exactly
///
///     bias + sum of gradient * feature
///
/// over the features that were the largest of their windows, where the gradient is that of the logit.
/// A place's value is the sum over its channels: gradient times activation without what methods for
/// deeper heads leave out (Grad-CAM averages gradients over places and drops what is negative:
/// Selvaraju et al., 2017). Where several features of a window are equal, the first is the largest.
public struct ClassActivationMap: Sendable, Equatable {
  /// Columns: 7 for an image of 224 pixels.
  public let width: Int
  /// Rows: 7.
  public let height: Int
  /// Rows from the top: above 0 what speaks for melanoma, below 0 what speaks against. Places that no
  /// window covers are 0: the last row and column, as 2x2 windows leave an odd one over.
  public let values: [Float]
  /// What the logit is without any feature: with all `values` it adds up to the logit, as far as
  /// rounding allows.
  public let bias: Float
}
