#include "object.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hdf5_list_names(hid_t group, hdf5_result *result) {
  H5G_info_t info;
  if (H5Gget_info(group, &info) < 0) {
    hdf5_fail_in_library(result, "its members cannot be listed");
    return;
  }
  if (info.nlinks > HDF5_MAXIMUM_MEMBERS) {
    hdf5_fail(result, HDF5_REFUSED, "it has more members than weights need");
    return;
  }
  size_t room = (size_t)info.nlinks * (HDF5_MAXIMUM_NAME + 1);
  char *names = malloc(room + 1);
  if (names == NULL) {
    hdf5_fail(result, HDF5_REFUSED, "it needs more memory than weights may take");
    return;
  }
  for (hsize_t index = 0; index < info.nlinks; index++) {
    ssize_t length = H5Lget_name_by_idx(
        group, ".", H5_INDEX_NAME, H5_ITER_INC, index, names + result->length,
        HDF5_MAXIMUM_NAME + 1, H5P_DEFAULT);
    if (length < 0 || length > HDF5_MAXIMUM_NAME) {
      hdf5_fail_in_library(result, "its members cannot be listed");
      break;
    }
    result->length += strlen(names + result->length) + 1;
  }
  result->bytes = names;
}

/// Reads an attribute whose type is known to be a string of fixed length.
static void read_fixed(hid_t attribute, hid_t type, uint64_t count, hdf5_result *result) {
  size_t size = H5Tget_size(type);
  if (size == 0 || size > HDF5_MAXIMUM_NAME || count > HDF5_MAXIMUM_STRINGS ||
      count * size > HDF5_MAXIMUM_STRING_BYTES) {
    hdf5_fail(result, HDF5_REFUSED, "its list of names is longer than weights need");
    return;
  }
  // The type is taken as it is, so that nothing is converted and exactly these bytes are written.
  hdf5_strings head = {.count = count, .size = size};
  char *bytes = calloc(1, sizeof head + count * size);
  if (bytes != NULL) {
    memcpy(bytes, &head, sizeof head);
    if (H5Aread(attribute, type, bytes + sizeof head) < 0)
      hdf5_fail_in_library(result, "its list of names cannot be read");
  }
  result->bytes = bytes;
  result->length = sizeof head + count * size;
}

void hdf5_read_strings(hid_t group, const char *name, hdf5_result *result) {
  if (H5Aexists(group, name) <= 0) {
    result->status = HDF5_ABSENT;
    return;
  }
  hid_t attribute = H5Aopen(group, name, H5P_DEFAULT);
  hid_t space = attribute < 0 ? -1 : H5Aget_space(attribute);
  hid_t type = attribute < 0 ? -1 : H5Aget_type(attribute);
  hssize_t count = space < 0 ? -1 : H5Sget_simple_extent_npoints(space);
  if (type < 0 || count < 0) {
    hdf5_fail_in_library(result, "its list of names cannot be read");
  } else if (count == 0) {
    // Keras writes an empty list as numbers.
    result->length = sizeof(hdf5_strings);
    result->bytes = calloc(1, sizeof(hdf5_strings));
  } else if (H5Tget_class(type) != H5T_STRING) {
    hdf5_fail(result, HDF5_DAMAGED, "its list of names holds no names");
  } else if (H5Tis_variable_str(type) != 0) {
    result->status = HDF5_VARIABLE;
  } else {
    read_fixed(attribute, type, (uint64_t)count, result);
  }
  if (type >= 0) H5Tclose(type);
  if (space >= 0) H5Sclose(space);
  if (attribute >= 0) H5Aclose(attribute);
}
