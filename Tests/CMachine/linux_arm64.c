// Linux for arm64 without a C library: the kernel's own calls, so that an emulator is all that a test
// needs to run Swift on this processor.
#include "CMachine.h"

#if defined(__aarch64__) && !__STDC_HOSTED__

// Numbers of include/uapi/asm-generic/unistd.h.
enum {
  CALL_OPENAT = 56, CALL_CLOSE = 57, CALL_LSEEK = 62, CALL_READ = 63, CALL_WRITE = 64,
  CALL_EXIT = 93, CALL_MUNMAP = 215, CALL_MMAP = 222, CALL_MPROTECT = 226,
};

enum { CURRENT_FOLDER = -100, TO_READ = 0, TO_WRITE_ANEW = 01 | 0100 | 01000, SEEK_END = 2 };

// The largest page that kernels for arm64 use.
enum { PAGE = 65536 };

static long call(long number, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc #0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
}

static const long *arguments;  // the count, then the program's name

ptrdiff_t machine_argument_count(void) { return arguments[0] - 1; }
const char *machine_argument(ptrdiff_t index) { return (const char *)arguments[2 + index]; }

int main(int count, char **values);

__attribute__((used)) static void start(const long *stack) {
  arguments = stack;
  machine_exit(main((int)stack[0], (char **)(stack + 1)));
}

__attribute__((naked, used)) void _start(void) {
  __asm__("mov x29, #0\n mov x30, #0\n mov x0, sp\n b %0" : : "S"(start));
}

void machine_exit(int32_t status) {
  for (;;) call(CALL_EXIT, status, 0, 0, 0, 0, 0);
}

static void *map(size_t bytes) {
  enum { READ_WRITE = 3, PRIVATE_ANONYMOUS = 0x22 };
  long address = call(CALL_MMAP, 0, (long)bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
  return address < 0 && address > -4096 ? 0 : (void *)address;
}

static size_t usable(ptrdiff_t bytes) { return ((size_t)bytes + PAGE - 1) / PAGE * PAGE; }

void *machine_guarded_allocate(ptrdiff_t bytes) {
  char *region = map(usable(bytes) + PAGE);
  if (!region || call(CALL_MPROTECT, (long)region + (long)usable(bytes), PAGE, 0, 0, 0, 0)) return 0;
  return region + usable(bytes) - bytes;
}

void machine_guarded_free(void *memory, ptrdiff_t bytes) {
  long region = (long)memory + bytes - (long)usable(bytes);
  call(CALL_MUNMAP, region, (long)usable(bytes) + PAGE, 0, 0, 0, 0);
}

ptrdiff_t machine_file_size(const char *path) {
  long file = call(CALL_OPENAT, CURRENT_FOLDER, (long)path, TO_READ, 0, 0, 0);
  if (file < 0) return -1;
  long size = call(CALL_LSEEK, file, 0, SEEK_END, 0, 0, 0);
  call(CALL_CLOSE, file, 0, 0, 0, 0, 0);
  return size;
}

// Reads or writes all of it, in as many pieces as the kernel wants.
static _Bool transfer(long number, long file, const void *bytes, ptrdiff_t count) {
  while (count > 0) {
    long done = call(number, file, (long)bytes, count, 0, 0, 0);
    if (done <= 0) return 0;
    bytes = (const char *)bytes + done;
    count -= done;
  }
  return 1;
}

_Bool machine_read_file(const char *path, void *bytes, ptrdiff_t count) {
  long file = call(CALL_OPENAT, CURRENT_FOLDER, (long)path, TO_READ, 0, 0, 0);
  if (file < 0) return 0;
  _Bool done = transfer(CALL_READ, file, bytes, count);
  call(CALL_CLOSE, file, 0, 0, 0, 0, 0);
  return done;
}

_Bool machine_write_file(const char *path, const void *bytes, ptrdiff_t count) {
  long file = call(CALL_OPENAT, CURRENT_FOLDER, (long)path, TO_WRITE_ANEW, 0644, 0, 0);
  if (file < 0) return 0;
  _Bool done = transfer(CALL_WRITE, file, bytes, count);
  return call(CALL_CLOSE, file, 0, 0, 0, 0, 0) == 0 && done;
}

void machine_print(const uint8_t *bytes, ptrdiff_t count) { transfer(CALL_WRITE, 1, bytes, count); }

#endif
