#include <stdlib.h>
#include <string.h>

#include "object.h"

void hdf5_describe_dataset(hid_t dataset, hdf5_result *result) {
  hid_t space = H5Dget_space(dataset);
  int rank = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
  if (rank < 0) {
    hdf5_fail_in_library(result, "its shape cannot be read");
  } else if (rank > HDF5_MAXIMUM_RANK) {
    hdf5_fail(result, HDF5_REFUSED, "it has more dimensions than tensors have");
  } else {
    hdf5_dataset description = {.rank = (uint64_t)rank};
    hsize_t extents[HDF5_MAXIMUM_RANK] = {0};
    if (rank > 0 && H5Sget_simple_extent_dims(space, extents, NULL) < 0)
      hdf5_fail_in_library(result, "its shape cannot be read");
    for (int i = 0; i < rank; i++) description.extents[i] = extents[i];
    result->length = sizeof description;
    result->bytes = malloc(sizeof description);
    if (result->bytes != NULL) memcpy(result->bytes, &description, sizeof description);
  }
  if (space >= 0) H5Sclose(space);
}

/// IEEE 754 with 2, 4 or 8 bytes in either byte order; 0 for every other type.
static size_t float_size(hid_t dataset) {
  hid_t type = H5Dget_type(dataset);
  if (type < 0) return 0;
  size_t size = 0;
  for (size_t candidate = 2; candidate <= 8 && size == 0; candidate *= 2) {
    for (int big = 0; big < 2 && size == 0; big++) {
      hid_t ieee = H5Tcopy(candidate == 8 ? H5T_IEEE_F64LE : H5T_IEEE_F32LE);
      if (candidate == 2) {
        H5Tset_fields(ieee, 15, 10, 5, 0, 10);
        H5Tset_size(ieee, 2);
        H5Tset_ebias(ieee, 15);
      }
      H5Tset_order(ieee, big ? H5T_ORDER_BE : H5T_ORDER_LE);
      if (H5Tequal(type, ieee) > 0) size = candidate;
      H5Tclose(ieee);
    }
  }
  H5Tclose(type);
  return size;
}

static int has_foreign_filters(hid_t creation) {
  int count = H5Pget_nfilters(creation);
  if (count < 0 || count > 3) return 1;
  for (int i = 0; i < count; i++) {
    unsigned flags, values[8], config;
    size_t value_count = 8;
    char name[1];
    H5Z_filter_t filter = H5Pget_filter2(
        creation, (unsigned)i, &flags, &value_count, values, 0, name, &config);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE &&
        filter != H5Z_FILTER_FLETCHER32)
      return 1;
  }
  return 0;
}

/// Checks the chunks of a dataset of `bytes` bytes: all there, and none that could unpack to more
/// than a thousand times `HDF5_MAXIMUM_CHUNK`.
static void check_chunks(
    hid_t dataset, hid_t creation, size_t size, uint64_t bytes, hdf5_result *result) {
  hsize_t extents[HDF5_MAXIMUM_RANK], shape[HDF5_MAXIMUM_RANK];
  int rank = H5Pget_chunk(creation, HDF5_MAXIMUM_RANK, extents);
  hid_t space = H5Dget_space(dataset);
  int is_packed = H5Pget_nfilters(creation) > 0;
  uint64_t most = is_packed || bytes < HDF5_MAXIMUM_CHUNK ? HDF5_MAXIMUM_CHUNK : bytes;
  uint64_t chunk = size, expected = 1;
  hsize_t count = 0;
  if (rank < 0 || rank > HDF5_MAXIMUM_RANK || space < 0 ||
      H5Sget_simple_extent_dims(space, shape, NULL) != rank ||
      H5Dget_num_chunks(dataset, space, &count) < 0) {
    hdf5_fail_in_library(result, "its pieces cannot be listed");
  }
  for (int i = 0; i < rank && result->status == HDF5_OK; i++) {
    if (extents[i] == 0 || extents[i] > most || chunk > most) {
      chunk = most + 1;
      break;
    }
    chunk *= extents[i];
    expected *= (shape[i] + extents[i] - 1) / extents[i];
  }
  if (result->status == HDF5_OK && chunk > most)
    hdf5_fail(result, HDF5_REFUSED, "it is cut into pieces that are too large");
  if (result->status == HDF5_OK && count != expected)
    hdf5_fail(result, HDF5_DAMAGED, "its numbers were never written, or not all");
  if (result->status == HDF5_OK && is_packed && count > HDF5_MAXIMUM_CHUNKS)
    hdf5_fail(result, HDF5_REFUSED, "it is cut into too many pieces");
  for (hsize_t index = 0; index < count && is_packed && result->status == HDF5_OK; index++) {
    hsize_t offset[HDF5_MAXIMUM_RANK + 1], stored = 0;
    haddr_t address;
    unsigned mask;
    if (H5Dget_chunk_info(dataset, space, index, offset, &mask, &address, &stored) < 0)
      hdf5_fail_in_library(result, "its pieces cannot be listed");
    else if (stored > 2 * HDF5_MAXIMUM_CHUNK)
      hdf5_fail(result, HDF5_REFUSED, "one of its pieces is too large");
  }
  if (space >= 0) H5Sclose(space);
}

/// Checks that all bytes lie in this file and that reading them stays within bounded memory.
static void check_storage(hid_t dataset, size_t size, uint64_t bytes, hdf5_result *result) {
  hid_t creation = H5Dget_create_plist(dataset);
  if (creation < 0) {
    hdf5_fail_in_library(result, "its storage cannot be read");
    return;
  }
  H5D_layout_t layout = H5Pget_layout(creation);
  int is_inside = layout == H5D_CONTIGUOUS || layout == H5D_CHUNKED || layout == H5D_COMPACT;
  if (!is_inside || (layout != H5D_CHUNKED && H5Pget_external_count(creation) != 0)) {
    hdf5_fail(
        result, HDF5_REFUSED,
        "it keeps its numbers in other files, which weights have no need of");
  } else if (has_foreign_filters(creation)) {
    hdf5_fail(result, HDF5_REFUSED, "it is packed by another method than gzip");
  } else if (layout == H5D_CHUNKED) {
    check_chunks(dataset, creation, size, bytes, result);
  } else if (H5Dget_storage_size(dataset) != bytes) {
    hdf5_fail(result, HDF5_DAMAGED, "its numbers were never written, or not all");
  }
  H5Pclose(creation);
}

void hdf5_read_floats(hid_t dataset, uint64_t count, hdf5_result *result) {
  hid_t space = H5Dget_space(dataset);
  hssize_t points = space < 0 ? -1 : H5Sget_simple_extent_npoints(space);
  if (space >= 0) H5Sclose(space);
  size_t size = float_size(dataset);
  if (points < 0 || (uint64_t)points != count || count > HDF5_MAXIMUM_NUMBERS) {
    hdf5_fail(result, HDF5_DAMAGED, "it has another count of numbers than its shape");
  } else if (size == 0) {
    hdf5_fail(
        result, HDF5_DAMAGED, "it does not hold floating-point numbers of 16, 32 or 64 bits");
  } else {
    check_storage(dataset, size, count * size, result);
  }
  if (result->status != HDF5_OK) return;
  float *numbers = malloc(count * sizeof *numbers);
  if (numbers != NULL &&
      H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) < 0)
    hdf5_fail_in_library(result, "its numbers cannot be read");
  result->bytes = numbers;
  result->length = count * sizeof *numbers;
}
