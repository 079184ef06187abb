import ImageCodec
import Testing

/// Decodes and hands back the refusal; fails the test where the bytes decode after all.
func refusal(
  of bytes: [UInt8], limits: DecodingLimits = .default,
  sourceLocation: SourceLocation = #_sourceLocation
) -> ImageCodecError? {
  let error = #expect(throws: ImageCodecError.self, sourceLocation: sourceLocation) {
    try ImageCodec.decode(bytes, limits: limits)
  }
  return error
}
