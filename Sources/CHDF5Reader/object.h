#ifndef LENTIGO_HDF5_OBJECT_H
#define LENTIGO_HDF5_OBJECT_H

#include <hdf5.h>

#include "CHDF5Reader.h"

/// What a request came to: a status of `HDF5_…`, and bytes from malloc or a reason.
typedef struct {
  uint64_t status;
  void *bytes;
  uint64_t length;
  char reason[512];
} hdf5_result;

/// Ends a request with a reason of the reader's own.
void hdf5_fail(hdf5_result *result, uint64_t status, const char *reason);

/// Ends a request with the library's innermost reason behind `what`.
void hdf5_fail_in_library(hdf5_result *result, const char *what);

/// Opens what lies at `path`, one hard link at a time; negative, with the result set, where there is
/// nothing, or a link that may lead out of the file.
hid_t hdf5_open_at(hid_t file, const char *path, hdf5_result *result);

void hdf5_list_names(hid_t group, hdf5_result *result);
void hdf5_read_strings(hid_t group, const char *name, hdf5_result *result);
void hdf5_describe_dataset(hid_t dataset, hdf5_result *result);
void hdf5_read_floats(hid_t dataset, uint64_t count, hdf5_result *result);

#endif
