extension RGBImage {
  /// The length in pixels that both sides of a photograph keep where its decoder scales it down on the
  /// way to `width` x `height`.
  ///
  /// Training and every front end that decodes photographs ask here: with another length the same file
  /// would give other pixels, and another score, than in training.
  public static func minimumSide(width: Int, height: Int) -> Int { max(width, height) }
}
