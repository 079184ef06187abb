import CPNG
import LesionImage

/// Encodes 8-bit RGB through libpng's simplified interface.
enum PNGEncoder {
  static func encode(_ image: RGBImage) throws(ImageCodecError) -> [UInt8] {
    guard image.pixels.count <= Int(Int32.max) else {
      throw ImageCodecError(.notEncodable, "the picture is too large for PNG; make it smaller")
    }
    var target = png_image()
    target.version = CPNG_IMAGE_VERSION
    target.format = CPNG_FORMAT_RGB
    target.width = png_uint_32(image.width)
    target.height = png_uint_32(image.height)
    defer { png_image_free(&target) }
    let capacity = cpng_encoded_size_bound(target)
    var succeeded = false
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      var size: png_alloc_size_t = capacity
      let status = png_image_write_to_memory(
        &target, buffer.baseAddress, &size, 0, image.pixels, 0, nil)
      succeeded = status != 0
      filled = succeeded ? Int(size) : 0
    }
    guard succeeded else {
      throw ImageCodecError(
        .notEncodable, "the picture could not be written as PNG",
        cause: String(cString: cpng_image_message(&target)))
    }
    return bytes
  }
}
