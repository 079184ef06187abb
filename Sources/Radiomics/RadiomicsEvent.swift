/// What a run of the baseline tells whoever watches it; from any thread, never two at once.
public enum RadiomicsEvent: Sendable {
  /// Features of images are being computed, or were found in the cache.
  case extracting(done: Int, total: Int)
  /// Machines are being fitted: every point of the grid on every fold, then the chosen ones on all.
  case fitting(done: Int, total: Int)
  /// Something the user may want to know, in a sentence.
  case notice(String)
}
