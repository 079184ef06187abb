// The functions of a C library that compilers and Swift's runtime call, for linux_arm64.c.
//
// Blocks measure powers of two. One that is given back is kept for the next of its size; only the
// largest go back to the system.
#include "CMachine.h"

#if defined(__aarch64__) && !__STDC_HOSTED__

enum { SMALLEST = 5, LARGEST = 20 };  // powers of two: 32 bytes to a mebibyte

typedef union block {
  union block *next;
  ptrdiff_t size;  // of the whole block, while it is in use
  char header[16];
} block;

static block *free_blocks[LARGEST + 1];
static char *rest, *rest_end;

static block *fresh(size_t size) {
  enum { ARENA = 16 << 20 };
  if ((size_t)(rest_end - rest) < size) {
    rest = machine_guarded_allocate(ARENA);
    if (!rest) __builtin_trap();
    rest_end = rest + ARENA;
  }
  block *b = (block *)rest;
  rest += size;
  return b;
}

static void *allocate(size_t bytes) {
  size_t size = bytes + sizeof(block);
  int power = SMALLEST;
  while (power <= LARGEST && (size_t)1 << power < size) power++;
  block *b;
  if (power > LARGEST) {
    size = (size + 4095) / 4096 * 4096;
    b = machine_guarded_allocate((ptrdiff_t)size);
    if (!b) __builtin_trap();
  } else {
    size = (size_t)1 << power;
    b = free_blocks[power];
    if (b) free_blocks[power] = b->next;
    else b = fresh(size);
  }
  b->size = (ptrdiff_t)size;
  return b + 1;
}

void *malloc(size_t bytes) { return allocate(bytes); }

// Blocks lie at multiples of 16; nothing here asks for more than 64.
int posix_memalign(void **memory, size_t alignment, size_t bytes) {
  char *start = allocate(bytes + (alignment > 16 ? alignment : 0));
  if (alignment > 16) {
    char *aligned = (char *)(((uintptr_t)start + alignment - 1) / alignment * alignment);
    // A block that begins later leaves a note of how much: negative, as no size is.
    if (aligned != start) ((block *)aligned)[-1].size = start - aligned;
    start = aligned;
  }
  *memory = start;
  return 0;
}

void free(void *memory) {
  if (!memory) return;
  block *b = (block *)memory - 1;
  if (b->size < 0) b = (block *)((char *)memory + b->size) - 1;
  ptrdiff_t size = b->size;
  if (size > (ptrdiff_t)1 << LARGEST) {
    machine_guarded_free(b, size);
    return;
  }
  int power = __builtin_ctzl((size_t)size);
  b->next = free_blocks[power];
  free_blocks[power] = b;
}

// `no_builtin`, or the compiler would see what these loops do and call the function they are in.
#define NO_BUILTIN __attribute__((no_builtin))

typedef uint64_t loose_word __attribute__((aligned(1), may_alias));

NO_BUILTIN void *memmove(void *to, const void *from, size_t count) {
  unsigned char *out = to;
  const unsigned char *in = from;
  if ((uintptr_t)out - (uintptr_t)in >= count) {
    for (; count >= 8; count -= 8, out += 8, in += 8) *(loose_word *)out = *(const loose_word *)in;
    for (; count > 0; count--) *out++ = *in++;
  } else {
    for (; count > 0; count--) out[count - 1] = in[count - 1];
  }
  return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  return memmove(to, from, count);
}

NO_BUILTIN void *memset(void *to, int value, size_t count) {
  unsigned char *out = to;
  uint64_t word = (uint64_t)(unsigned char)value * 0x0101010101010101u;
  for (; count >= 8; count -= 8, out += 8) *(loose_word *)out = word;
  for (; count > 0; count--) *out++ = (unsigned char)value;
  return to;
}

NO_BUILTIN int memcmp(const void *a, const void *b, size_t count) {
  const unsigned char *x = a, *y = b;
  for (; count > 0; count--, x++, y++) {
    if (*x != *y) return *x < *y ? -1 : 1;
  }
  return 0;
}

NO_BUILTIN size_t strlen(const char *text) {
  size_t count = 0;
  while (text[count]) count++;
  return count;
}

// A single instruction, which is called by name only where no compiler has put it in place.
double sqrt(double x) {
  __asm__("fsqrt %d0, %d1" : "=w"(x) : "w"(x));
  return x;
}

float sqrtf(float x) {
  __asm__("fsqrt %s0, %s1" : "=w"(x) : "w"(x));
  return x;
}

// The seed of hashed collections, of which nothing here has any: the same one in every run.
void arc4random_buf(void *bytes, size_t count) { memset(bytes, 1, count); }

#endif
