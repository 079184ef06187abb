// Keeps what training frees for its next step.
//
// Every step asks for the same tens of megabytes, many times over. malloc gives such blocks back to the
// system and gets them anew, page by page and zeroed: some ten per cent of a step of MobileNetV3-Small.
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "plugin.h"

namespace {

/// Smaller ones malloc keeps by itself.
constexpr size_t smallest_kept = 256 << 10;

/// Lies in front of every block, and keeps libtorch's alignment behind it.
struct alignas(c10::gAlignment) Header {
  size_t capacity;
};

class KeepingAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t size) override {
    void *block = size ? take(size) : nullptr;
    return {block, block, &give_back, c10::Device(c10::kCPU)};
  }

  c10::DeleterFnPtr raw_deleter() const override { return &give_back; }

  void copy_data(void *target, const void *source, size_t count) const override {
    default_copy_data(target, source, count);
  }

  /// Never destroyed: tensors may outlive everything else when the process ends.
  static KeepingAllocator &shared() {
    static auto *allocator = new KeepingAllocator;
    return *allocator;
  }

 private:
  struct Kept {
    Header *header;
    /// Which of the blocks was given back first.
    uint64_t turn;
  };

  std::mutex mutex;
  std::multimap<size_t, Kept> kept;
  size_t kept_bytes = 0, used_bytes = 0, most_used_bytes = 0;
  uint64_t turn = 0;

  void *take(size_t size) {
    if (size < smallest_kept) return made(size);
    {
      std::lock_guard lock(mutex);
      // A little larger will do: batches differ.
      auto found = kept.lower_bound(size);
      if (found != kept.end() && found->first <= size + size / 4) {
        Header *header = found->second.header;
        kept_bytes -= header->capacity;
        kept.erase(found);
        count_used(header->capacity);
        return header + 1;
      }
      count_used(size);
      drop_oldest();
    }
    try {
      void *block = made(size);
      advise(block, size);
      return block;
    } catch (...) {
      std::lock_guard lock(mutex);
      used_bytes -= size;
      throw;
    }
  }

  static void *made(size_t size) {
    auto *header = static_cast<Header *>(c10::alloc_cpu(sizeof(Header) + size));
    header->capacity = size;
    return header + 1;
  }

  /// Pages of 2 MB instead of 4 KB, where the system has them for those who ask.
  static void advise(void *block, size_t size) {
#ifdef __linux__
    constexpr uintptr_t page = 2 << 20;
    const auto start = (reinterpret_cast<uintptr_t>(block) + page - 1) / page * page;
    const auto end = (reinterpret_cast<uintptr_t>(block) + size) / page * page;
    if (start < end) madvise(reinterpret_cast<void *>(start), end - start, MADV_HUGEPAGE);
#endif
  }

  static void give_back(void *block) {
    if (!block) return;
    Header *header = static_cast<Header *>(block) - 1;
    if (header->capacity < smallest_kept) {
      c10::free_cpu(header);
    } else {
      shared().keep(header);
    }
  }

  void keep(Header *header) {
    std::lock_guard lock(mutex);
    used_bytes -= header->capacity;
    kept_bytes += header->capacity;
    kept.emplace(header->capacity, Kept{header, ++turn});
  }

  void count_used(size_t size) {
    used_bytes += size;
    most_used_bytes = std::max(most_used_bytes, used_bytes);
  }

  /// So that sizes which nobody asks for any more make room, and all never hold more than twice of what
  /// was needed at once.
  void drop_oldest() {
    while (!kept.empty() && kept_bytes + used_bytes > 2 * most_used_bytes) {
      auto oldest = std::min_element(kept.begin(), kept.end(), [](const auto &a, const auto &b) {
        return a.second.turn < b.second.turn;
      });
      kept_bytes -= oldest->first;
      c10::free_cpu(oldest->second.header);
      kept.erase(oldest);
    }
  }
};

}  // namespace

void lentigo::keep_memory() { c10::SetCPUAllocator(&KeepingAllocator::shared()); }
