extension Sequence where Element == UInt8 {
  /// Whether these bytes spell the given ASCII name; names of the portable core are static strings
  /// because `String` costs the phone 100 KB.
  package func isEqual(to name: StaticString) -> Bool {
    elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
