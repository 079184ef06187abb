// Guarded memory from the C library.
#include "CMachine.h"

#if __STDC_HOSTED__

#include <sys/mman.h>
#include <unistd.h>

static size_t usable(ptrdiff_t bytes) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return ((size_t)bytes + page - 1) / page * page;
}

void *machine_guarded_allocate(ptrdiff_t bytes) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *region =
      mmap(0, usable(bytes) + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (region == MAP_FAILED || mprotect(region + usable(bytes), page, PROT_NONE) != 0) return 0;
  return region + usable(bytes) - bytes;
}

void machine_guarded_free(void *memory, ptrdiff_t bytes) {
  munmap((char *)memory + bytes - usable(bytes), usable(bytes) + (size_t)sysconf(_SC_PAGESIZE));
}

#endif
