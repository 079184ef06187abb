extension [Int] {
  /// These indices in the order that `precedes` gives; equals keep theirs.
  ///
  /// The core sorts nothing but indices, and here only: each place that called the standard
  /// library's generic sort would bring its own copy of it into the phone's download.
  @inline(never)
  func ordered(by precedes: (Int, Int) -> Bool) -> [Int] { sorted(by: precedes) }
}
