/// What is kept of one image besides its pixels.
struct ImageStoreReading: Sendable {
  var hash: ContentHash?
  var sourceSize: SIMD2<Int>?
  var failure: ImageFailure?
}
