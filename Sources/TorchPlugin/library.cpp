// libtorch itself: threads, random numbers, GPUs, modes of a thread.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/GradMode.h>
#include <dlfcn.h>

#include <string>

#include "plugin.h"

namespace {

/// Why CUDA is not there; empty where it is. Asked once: libtorch's CUDA half registers itself when
/// it is loaded, and must be there before anybody asks for it.
const std::string &absence() {
  static const std::string reason = []() -> std::string {
    const char *file = "libtorch_cuda.so";
    if (!dlopen(file, RTLD_NOW | RTLD_GLOBAL)) {
      const char *error = dlerror();
      std::string text = error ? error : file;
      bool is_missing = text.rfind(std::string(file) + ":", 0) == 0;
      return is_missing ? "this libtorch is built for the CPU alone" : text;
    }
    try {
      return at::globalContext().hasCUDA() ? "" : "libtorch finds no GPU";
    } catch (const std::exception &error) {
      return error.what();
    } catch (...) {
      return "libtorch cannot ask for a GPU";
    }
  }();
  return reason;
}

int32_t has_cuda() { return absence().empty(); }

int32_t cuda_devices() {
  if (!has_cuda()) return 0;
  try {
    return at::detail::getCUDAHooks().deviceCount();
  } catch (...) {
    return 0;
  }
}

const char *cuda_absence() { return absence().c_str(); }

ctorch_status set_threads(int32_t count, char *message, size_t capacity) {
  return lentigo::guarded(message, capacity, [&] {
    TORCH_CHECK(count > 0, "the count of threads must be positive, not ", count);
    at::set_num_threads(count);
  });
}

int32_t threads() { return at::get_num_threads(); }

int32_t set_gradients(int32_t enabled) {
  bool before = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(enabled);
  return before;
}

int32_t set_autocast(int32_t device, int32_t enabled) {
  const c10::DeviceType type = device < 0 ? c10::kCPU : c10::kCUDA;
  bool before = at::autocast::is_autocast_enabled(type);
  if (enabled && !before) {
    at::autocast::set_autocast_dtype(type, at::kBFloat16);
    at::autocast::set_autocast_cache_enabled(true);
    at::autocast::increment_nesting();
  }
  // Copies of the weights in bf16 are kept for one pass, not for the next step's weights.
  if (!enabled && before && at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(type, enabled);
  return before;
}

int64_t live_tensors() { return ctorch_tensor::live; }

}  // namespace

void lentigo::add_library(ctorch_functions &table) {
  absence();
  table.has_cuda = has_cuda;
  table.cuda_devices = cuda_devices;
  table.cuda_absence = cuda_absence;
  table.set_threads = set_threads;
  table.threads = threads;
  table.set_gradients = set_gradients;
  table.set_autocast = set_autocast;
  table.live_tensors = live_tensors;
}
