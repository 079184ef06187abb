/// Normalised pictures for one step, valid while they are consumed.
package struct ImageBatch {
  /// Where the pictures stand in the epoch's order.
  package let positions: Range<Int>
  /// Their indices in the store.
  package let images: ArraySlice<Int>
  /// Pictures, rows, columns, channels (NHWC): `images.count * height * width * 3` values.
  package let pixels: UnsafeBufferPointer<Float>
  package let height: Int
  package let width: Int
}
