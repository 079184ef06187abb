// What the checks of the engine need of the machine they run on: with a C library, or on Linux for
// arm64 without one.
#pragma once

#include <stddef.h>
#include <stdint.h>

// `bytes` bytes that end where a page begins that may not be touched; null where there is no memory.
void *machine_guarded_allocate(ptrdiff_t bytes);
void machine_guarded_free(void *memory, ptrdiff_t bytes);

// All below is there only without a C library: elsewhere Foundation does it.

// The program's arguments, its own name not among them.
ptrdiff_t machine_argument_count(void);
const char *machine_argument(ptrdiff_t index);

// Bytes of a file, or -1 where it cannot be read.
ptrdiff_t machine_file_size(const char *path);

// Reads exactly `count` bytes; returns whether it could.
_Bool machine_read_file(const char *path, void *bytes, ptrdiff_t count);

// Writes a file; returns whether it could.
_Bool machine_write_file(const char *path, const void *bytes, ptrdiff_t count);

// Writes to standard output.
void machine_print(const uint8_t *bytes, ptrdiff_t count);

_Noreturn void machine_exit(int32_t status);
