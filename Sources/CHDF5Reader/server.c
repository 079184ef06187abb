#include "server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object.h"

void hdf5_fail(hdf5_result *result, uint64_t status, const char *reason) {
  result->status = status;
  snprintf(result->reason, sizeof result->reason, "%s", reason);
}

static herr_t keep_reason(unsigned n, const H5E_error2_t *error, void *reason) {
  (void)n;
  if (error->desc != NULL && error->desc[0] != 0) snprintf(reason, 200, "%s", error->desc);
  return 0;
}

void hdf5_fail_in_library(hdf5_result *result, const char *what) {
  char reason[200] = "";
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_reason, reason);
  H5Eclear2(H5E_DEFAULT);
  result->status = HDF5_DAMAGED;
  snprintf(
      result->reason, sizeof result->reason, reason[0] ? "%s (HDF5: %s)" : "%s", what, reason);
}

hid_t hdf5_open_at(hid_t file, const char *path, hdf5_result *result) {
  hid_t place = H5Oopen(file, "/", H5P_DEFAULT);
  if (place < 0) hdf5_fail_in_library(result, "the root cannot be opened");
  char name[HDF5_MAXIMUM_NAME];
  while (place >= 0 && *path != 0) {
    size_t length = strcspn(path, "/");
    if (length == 0) {
      path++;
      continue;
    }
    hid_t next = -1;
    H5L_info_t link;
    memcpy(name, path, length < sizeof name ? length : 0);
    name[length < sizeof name ? length : 0] = 0;
    if (name[0] == 0 || strcmp(name, ".") == 0 || H5Iget_type(place) != H5I_GROUP ||
        H5Lexists(place, name, H5P_DEFAULT) <= 0) {
      result->status = HDF5_ABSENT;
    } else if (H5Lget_info(place, name, &link, H5P_DEFAULT) < 0) {
      hdf5_fail_in_library(result, "a link cannot be read");
    } else if (link.type != H5L_TYPE_HARD) {
      hdf5_fail(
          result, HDF5_REFUSED, "it is a soft or external link, which weights have no need of");
    } else {
      next = H5Oopen(place, name, H5P_DEFAULT);
      if (next < 0) hdf5_fail_in_library(result, "it cannot be opened");
    }
    H5Oclose(place);
    place = next;
    path += length;
  }
  return place;
}

static hid_t open_file(const char *path) {
  if (H5open() < 0) return -1;
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
  // Filters are never looked for outside the library.
  H5PLset_loading_state(0);
  hid_t access = H5Pcreate(H5P_FILE_ACCESS);
#if H5_VERSION_GE(1, 10, 7)
  // Network folders refuse locks.
  H5Pset_file_locking(access, 0, 1);
#endif
  return H5Fopen(path, H5F_ACC_RDONLY, access);
}

static void answer(
    hid_t file, const hdf5_request *request, const char *path, const char *name,
    hdf5_result *result) {
  if (file < 0) {
    hdf5_fail_in_library(result, "the file cannot be opened");
    return;
  }
  hid_t object = hdf5_open_at(file, path, result);
  if (object < 0) return;
  H5I_type_t type = H5Iget_type(object);
  if (request->operation == HDF5_KIND) {
    result->bytes = malloc(1);
    result->length = 1;
    if (result->bytes != NULL)
      *(char *)result->bytes = type == H5I_GROUP ? 1 : type == H5I_DATASET ? 2 : 0;
  } else if (request->operation == HDF5_NAMES && type == H5I_GROUP) {
    hdf5_list_names(object, result);
  } else if (request->operation == HDF5_STRINGS && type == H5I_GROUP) {
    hdf5_read_strings(object, name, result);
  } else if (request->operation == HDF5_DATASET && type == H5I_DATASET) {
    hdf5_describe_dataset(object, result);
  } else if (request->operation == HDF5_FLOATS && type == H5I_DATASET) {
    hdf5_read_floats(object, request->count, result);
  } else {
    result->status = HDF5_ABSENT;
  }
  H5Oclose(object);
}

void hdf5_reader_serve(const char *path, int connection) {
  static char way[HDF5_MAXIMUM_PATH + 1], name[HDF5_MAXIMUM_NAME + 1];
  hid_t file = open_file(path);
  hdf5_request request;
  // No limit of its own: the parent may think as long as it likes, and closes when it is gone.
  while (hdf5_reader_receive(connection, &request, sizeof request, -1) == 0) {
    if (request.path_length > HDF5_MAXIMUM_PATH || request.name_length > HDF5_MAXIMUM_NAME) return;
    if (hdf5_reader_receive(connection, way, request.path_length, -1) != 0) return;
    if (hdf5_reader_receive(connection, name, request.name_length, -1) != 0) return;
    way[request.path_length] = 0;
    name[request.name_length] = 0;
    hdf5_result result = {.status = HDF5_OK};
    answer(file, &request, way, name, &result);
    if (result.status == HDF5_OK && result.length > 0 && result.bytes == NULL)
      hdf5_fail(&result, HDF5_REFUSED, "it needs more memory than weights may take");
    hdf5_answer head = {.status = result.status, .length = result.length};
    const void *bytes = result.bytes;
    if (result.status != HDF5_OK) {
      head.length = strlen(result.reason);
      bytes = result.reason;
    }
    if (hdf5_reader_send(connection, &head, sizeof head) != 0) return;
    if (hdf5_reader_send(connection, bytes, head.length) != 0) return;
    free(result.bytes);
  }
}
