// What compilers and Swift's runtime expect of a C library, where there is none: WebAssembly in a
// browser. One thread, one heap that only grows.
//
// Free blocks form a list ordered by address; a block that is given back joins its neighbours, and
// the first one large enough is taken. Swift asks for few and large blocks here, so the list stays
// short.
#include <stddef.h>
#include <stdint.h>

#if defined(__wasm__) && !defined(__wasi__)

#define PAGE 65536
#define UNIT 16
// No larger: addresses stay positive as Swift's Int of 32 bits, and the heap's end cannot overflow.
#define MAXIMUM_PAGES (0x80000000u / PAGE - 1)

typedef struct block {
  size_t size;  // bytes, this header included; a multiple of UNIT
  struct block *next;
} block;

extern unsigned char __heap_base;

static block *free_blocks;
static uintptr_t heap_end;
static uint32_t bytes_in_use;

uint32_t lentigo_heap_bytes_in_use(void) { return bytes_in_use; }

static void give_back(block *b) {
  block **link = &free_blocks;
  while (*link && *link < b) link = &(*link)->next;
  b->next = *link;
  *link = b;
  if (b->next && (uintptr_t)b + b->size == (uintptr_t)b->next) {
    b->size += b->next->size;
    b->next = b->next->next;
  }
  if (link != &free_blocks) {
    block *before = (block *)((uintptr_t)link - offsetof(block, next));
    if ((uintptr_t)before + before->size == (uintptr_t)b) {
      before->size += b->size;
      before->next = b->next;
    }
  }
}

// Adds at least `size` bytes at the end of the heap to the free blocks.
static int grow(size_t size) {
  if (!heap_end) {
    uintptr_t start = ((uintptr_t)&__heap_base + UNIT - 1) / UNIT * UNIT;
    heap_end = __builtin_wasm_memory_size(0) * PAGE;
    if (heap_end >= start + UNIT) {
      block *rest = (block *)start;
      rest->size = heap_end - start;
      give_back(rest);
      if (rest->size >= size) return 1;
    }
  }
  size_t pages = (size + PAGE - 1) / PAGE;
  if (pages > MAXIMUM_PAGES || heap_end / PAGE > MAXIMUM_PAGES - pages) return 0;
  if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
  block *fresh = (block *)heap_end;
  fresh->size = pages * PAGE;
  heap_end += pages * PAGE;
  give_back(fresh);
  return 1;
}

static block *take(size_t size) {
  for (;;) {
    for (block **link = &free_blocks; *link; link = &(*link)->next) {
      block *b = *link;
      if (b->size < size) continue;
      if (b->size - size >= 2 * UNIT) {
        block *rest = (block *)((uintptr_t)b + size);
        rest->size = b->size - size;
        rest->next = b->next;
        b->size = size;
        *link = rest;
      } else {
        *link = b->next;
      }
      return b;
    }
    if (!grow(size)) return 0;
  }
}

// Null where memory is at its end.
static void *allocate(size_t alignment, size_t size) {
  if (alignment < UNIT) alignment = UNIT;
  // Room for the header, the aligned bytes, and the note of where the block begins.
  if (size > SIZE_MAX / 2 || alignment > SIZE_MAX / 4) return 0;
  size_t total = (sizeof(block) + sizeof(block *) + alignment + size + UNIT - 1) / UNIT * UNIT;
  block *b = take(total);
  if (!b) return 0;
  bytes_in_use += b->size;
  uintptr_t start = (uintptr_t)b + sizeof(block) + sizeof(block *);
  start = (start + alignment - 1) / alignment * alignment;
  ((block **)start)[-1] = b;
  return (void *)start;
}

void *lentigo_heap_allocate(size_t size) { return allocate(UNIT, size); }

// Stops where memory is at its end. Embedded Swift does not look whether it was given any, and
// address 0 can be written to in WebAssembly: the stack is there.
static void *allocate_or_stop(size_t alignment, size_t size) {
  void *memory = allocate(alignment, size);
  if (!memory) __builtin_trap();
  return memory;
}

void *malloc(size_t size) { return allocate_or_stop(UNIT, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = allocate_or_stop(alignment, size);
  return 0;
}

void free(void *memory) {
  if (!memory) return;
  block *b = ((block **)memory)[-1];
  bytes_in_use -= b->size;
  give_back(b);
}

// `no_builtin`, or the compiler would see what these loops do and call the function they are in.
#define NO_BUILTIN __attribute__((no_builtin))

typedef uint64_t loose_word __attribute__((aligned(1), may_alias));

NO_BUILTIN void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  unsigned char *out = to;
  const unsigned char *in = from;
  for (; count >= 8; count -= 8, out += 8, in += 8) *(loose_word *)out = *(const loose_word *)in;
  for (; count > 0; count--) *out++ = *in++;
  return to;
}

NO_BUILTIN void *memmove(void *to, const void *from, size_t count) {
  unsigned char *out = to;
  const unsigned char *in = from;
  if ((uintptr_t)out - (uintptr_t)in >= count) {
    for (; count >= 8; count -= 8, out += 8, in += 8) *(loose_word *)out = *(const loose_word *)in;
    for (; count > 0; count--) *out++ = *in++;
  } else {
    for (; count >= 8; count -= 8) {
      *(loose_word *)(out + count - 8) = *(const loose_word *)(in + count - 8);
    }
    for (; count > 0; count--) out[count - 1] = in[count - 1];
  }
  return to;
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

// The product of two 128-bit numbers, which 64-bit multiplication with overflow check calls.
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  uint64_t x0 = (uint32_t)x, x1 = x >> 32, y0 = (uint32_t)y, y1 = y >> 32;
  uint64_t middle = x1 * y0 + (x0 * y0 >> 32);
  uint64_t carry = (uint32_t)middle + x0 * y1;
  uint64_t high = x1 * y1 + (middle >> 32) + (carry >> 32);
  high += (uint64_t)(a >> 64) * y + x * (uint64_t)(b >> 64);
  union {
    struct {
      uint64_t low, high;
    } half;
    __int128 whole;
  } product = {{x * y, high}};
  return product.whole;
}

#endif
