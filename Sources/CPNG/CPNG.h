#ifndef LENTIGO_CPNG_H
#define LENTIGO_CPNG_H

#include <png.h>

// libpng's constants carry casts, which Swift does not import; these say the same as values.
static const png_uint_32 CPNG_IMAGE_VERSION = PNG_IMAGE_VERSION;
static const png_uint_32 CPNG_FORMAT_RGB = PNG_FORMAT_RGB;
static const png_uint_32 CPNG_FORMAT_RGBA = PNG_FORMAT_RGBA;
static const png_uint_32 CPNG_FORMAT_FLAG_ALPHA = PNG_FORMAT_FLAG_ALPHA;
static const png_uint_32 CPNG_IMAGE_FLAG_16BIT_SRGB = PNG_IMAGE_FLAG_16BIT_sRGB;

/// The most bytes that `png_image_write_to_memory` can write for the picture.
static inline size_t cpng_encoded_size_bound(png_image image) {
  return PNG_IMAGE_PNG_SIZE_MAX(image);
}

/// True where the library gave up on the picture (a warning alone is not a failure).
static inline int cpng_image_failed(const png_image *image) {
  return PNG_IMAGE_FAILED(*image);
}

/// The library's last words about the picture.
static inline const char *cpng_image_message(const png_image *image) {
  return image->message;
}

#endif
