// What the files of process groups share.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>
#include <torch/csrc/distributed/c10d/Backend.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

#include <string>

#include "plugin.h"

/// Held by whoever joined, and by every graph that needs it for its gradients.
struct ctorch_group : torch::CustomClassHolder {
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<c10d::Backend> memory;
  /// Null where what lies on a GPU goes through memory.
  c10::intrusive_ptr<c10d::Backend> gpu;
  bool keeps_list;
  int world_size;
  /// Everything that is averaged, one after another. Kept, because its size never changes from step to step.
  at::Tensor bucket;
};

namespace lentigo {

/// What happened, and why another process stopped if it said so before it did, in one line.
std::string group_failure(ctorch_group *group, const char *what);

/// Does `body`; what it throws becomes a status and a message.
template <typename Body>
ctorch_status attempting(
  ctorch_group *group, char *message, size_t capacity, Body &&body) noexcept {
  const auto fail = [&](const char *what) {
    say(group_failure(group, what).c_str(), message, capacity);
    return CTORCH_PROCESS_GROUP;
  };
  try {
    body();
    return CTORCH_OK;
  } catch (const c10::Error &error) {
    return fail(error.what_without_backtrace());
  } catch (const std::exception &error) {
    return fail(error.what());
  } catch (...) {
    return fail("libtorch threw something that is no std::exception");
  }
}

/// Does `body`, which talks to the others; what it throws becomes a `group_error`.
template <typename Body>
void connected(ctorch_group *group, Body &&body) {
  try {
    body();
  } catch (const c10::Error &error) {
    throw group_error(group_failure(group, error.what_without_backtrace()));
  } catch (const std::exception &error) {
    throw group_error(group_failure(group, error.what()));
  }
}

/// What carries this tensor to the other processes, as it lies.
inline c10d::Backend &backend(ctorch_group *group, const at::Tensor &tensor) {
  const auto &found = tensor.is_cuda() ? group->gpu : group->memory;
  TORCH_CHECK(found, "the connections are closed");
  return *found;
}

/// Runs a collective on a tensor where its backend wants it, and leaves the result in the tensor.
template <typename Collective>
void run(ctorch_group *group, at::Tensor &tensor, Collective collective) {
  const bool stays = !tensor.is_cuda() || group->gpu;
  std::vector<at::Tensor> list{stays ? tensor : tensor.cpu()};
  collective(backend(group, list[0]), list)->wait();
  if (!stays) tensor.copy_(list[0]);
}

/// Replaces a tensor by its sum over all processes, the same to the bit in all of them.
inline void sum_over_processes(ctorch_group *group, at::Tensor &tensor) {
  run(group, tensor, [](c10d::Backend &backend, std::vector<at::Tensor> &list) {
    return backend.allreduce(list);
  });
}

/// Fills in batch norm over the images of all processes.
void add_batch_norm(ctorch_group_functions &table);

/// Fills in the functions by which processes exchange values.
void add_collectives(ctorch_group_functions &table);

}  // namespace lentigo
