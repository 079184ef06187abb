#ifndef LENTIGO_CHDF5_READER_H
#define LENTIGO_CHDF5_READER_H

// Reads HDF5 files in a process of their own.
//
// libhdf5 trusts what a file claims: of a few thousand damaged files some make it write beyond its
// memory. So a forked child opens the file and answers one request after another until its socket is
// closed. When it dies, that file is damaged; nothing else happens.
//
// What that protects from is damage: the child has a copy of the parent's memory and the user's
// rights, so a file made to take it over could do what the user can. It keeps the standard streams
// and its socket, no other descriptor, may take 1 GiB and a minute of processor time (the memory on
// Linux only), and on Linux ends with the thread that started it. It is forked without exec: of
// the C library it relies on malloc being usable in the child of a program with threads, which glibc
// and Apple's library see to.
//
// A request is an `hdf5_request`, then `path_length` bytes and `name_length` bytes of text. The
// answer is an `hdf5_answer`, then `length` bytes. All numbers are in the machine's own order.

#include <stdint.h>
#include <sys/types.h>

enum {
  /// No bytes: is there anything at `path`? Answers 1 for a group, 2 for a dataset.
  HDF5_KIND = 1,
  /// The names in the group at `path`, a zero behind each.
  HDF5_NAMES = 2,
  /// The strings of fixed length in the attribute `name` of the group at `path`: an
  /// `hdf5_strings`, then all strings.
  HDF5_STRINGS = 3,
  /// The `hdf5_dataset` at `path`.
  HDF5_DATASET = 4,
  /// The numbers of the dataset at `path`, as 32-bit floats.
  HDF5_FLOATS = 5,
};

enum {
  HDF5_OK = 0,
  /// There is nothing of that name.
  HDF5_ABSENT = 1,
  /// The library cannot read it; its reason follows.
  HDF5_DAMAGED = 2,
  /// It leads out of the file, or claims too much; the reason follows.
  HDF5_REFUSED = 3,
  /// The strings have a variable length.
  HDF5_VARIABLE = 4,
};

enum {
  /// Bytes of a path, and of a name.
  HDF5_MAXIMUM_PATH = 4096,
  HDF5_MAXIMUM_NAME = 1024,
  /// Members of one group; strings of one attribute, and their bytes.
  HDF5_MAXIMUM_MEMBERS = 4096,
  HDF5_MAXIMUM_STRINGS = 8192,
  HDF5_MAXIMUM_STRING_BYTES = 4 << 20,
  HDF5_MAXIMUM_RANK = 8,
  /// Bytes in one compressed chunk, unpacked. (h5py chooses at most this size.)
  HDF5_MAXIMUM_CHUNK = 1 << 20,
  /// Chunks of one compressed dataset; more would take the library too long to list.
  HDF5_MAXIMUM_CHUNKS = 4096,
  /// Numbers of one dataset.
  HDF5_MAXIMUM_NUMBERS = 1 << 28,
  /// Seconds of processor time for one file, and seconds that the parent waits for one answer.
  HDF5_MAXIMUM_SECONDS = 60,
};

typedef struct {
  uint32_t operation;
  uint32_t path_length;
  uint32_t name_length;
  uint32_t unused;
  /// HDF5_FLOATS: how many numbers are expected.
  uint64_t count;
} hdf5_request;

typedef struct {
  uint64_t status;
  uint64_t length;
} hdf5_answer;

typedef struct {
  uint64_t count;
  uint64_t size;
} hdf5_strings;

typedef struct {
  uint64_t rank;
  uint64_t extents[HDF5_MAXIMUM_RANK];
} hdf5_dataset;

/// Starts the child that reads the file at `path`. Returns its identifier and sets `socket` to this
/// side of the connection, or returns the negated errno. What is wrong with the file shows with the
/// first request.
pid_t hdf5_reader_start(const char *path, int *socket);

/// Sends all bytes; 0, or the negated errno. Never raises SIGPIPE.
int hdf5_reader_send(int socket, const void *bytes, size_t count);

/// Receives all bytes; 0, or the negated errno: -EPIPE where the other side is gone, -ETIMEDOUT
/// where it says nothing for `seconds`.
int hdf5_reader_receive(int socket, void *bytes, size_t count, int seconds);

/// Ends the child, if it has not ended yet. Returns the signal that ended it before, or 0.
int hdf5_reader_stop(pid_t child, int socket);

#endif
