// What the plug-in's files share: handles, and the border that no exception crosses.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <atomic>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "CTorch.h"

/// A handle is a reference of its own to a tensor.
struct ctorch_tensor {
  at::Tensor value;

  explicit ctorch_tensor(at::Tensor value) : value(std::move(value)) { ++live; }
  ~ctorch_tensor() { --live; }
  ctorch_tensor(const ctorch_tensor &) = delete;
  ctorch_tensor &operator=(const ctorch_tensor &) = delete;

  static inline std::atomic<int64_t> live{0};
};

namespace lentigo {

/// Another process is gone, or cannot be reached.
struct group_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline void say(const char *text, char *message, size_t capacity) {
  if (!capacity) return;
  std::strncpy(message, text, capacity - 1);
  message[capacity - 1] = 0;
}

/// Does `body`; what it throws becomes a status and a message.
template <typename Body>
ctorch_status guarded(char *message, size_t capacity, Body &&body) noexcept {
  try {
    body();
    return CTORCH_OK;
  } catch (const group_error &error) {
    say(error.what(), message, capacity);
    return CTORCH_PROCESS_GROUP;
  } catch (const c10::Error &error) {
    say(error.what_without_backtrace(), message, capacity);
  } catch (const std::exception &error) {
    say(error.what(), message, capacity);
  } catch (...) {
    say("libtorch threw something that is no std::exception", message, capacity);
  }
  return CTORCH_FAILED;
}

/// Does `body`, which makes a tensor, and hands it out.
template <typename Body>
ctorch_status giving(ctorch_tensor **out, char *message, size_t capacity, Body &&body) noexcept {
  *out = nullptr;
  return guarded(message, capacity, [&] { *out = new ctorch_tensor(body()); });
}

inline std::vector<at::Tensor> values(ctorch_tensor *const *list, size_t count) {
  std::vector<at::Tensor> found;
  found.reserve(count);
  for (size_t index = 0; index < count; ++index) found.push_back(list[index]->value);
  return found;
}

inline c10::Device device(int32_t number) {
  return number < 0 ? c10::Device(c10::kCPU)
                    : c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(number));
}

/// One of the functions of a single tensor.
at::Tensor apply(ctorch_unary function, const at::Tensor &x);

// Each file fills in its part of the table.
void add_library(ctorch_functions &table);
void add_tensors(ctorch_functions &table);
void add_functions(ctorch_functions &table);
void add_layers(ctorch_functions &table);
void add_training(ctorch_functions &table);

/// The second table, for training by several processes.
const ctorch_group_functions *group_functions();

/// Makes libtorch take its memory from an allocator that keeps large blocks. To be called before the first
/// tensor is made.
void keep_memory();

}  // namespace lentigo
