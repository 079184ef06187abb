// Sums, averages and exchanges between the processes of a group.
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros_like.h>

#include "process_group.h"

namespace {

using lentigo::attempting;

/// The tensors, or their gradients, that take part.
std::vector<at::Tensor> parts(ctorch_tensor *const *tensors, size_t count, bool of_gradients) {
  std::vector<at::Tensor> parts;
  for (size_t index = 0; index < count; ++index) {
    at::Tensor &tensor = tensors[index]->value;
    if (!of_gradients) {
      parts.push_back(tensor);
    } else if (tensor.requires_grad()) {
      if (!tensor.grad().defined()) tensor.mutable_grad() = at::zeros_like(tensor);
      parts.push_back(tensor.grad());
    }
  }
  return parts;
}

/// One tensor for all, with room for `numbers` at its end: one message a step instead of hundreds.
at::Tensor &packed(
    ctorch_group *group, const std::vector<at::Tensor> &parts, size_t numbers) {
  auto size = static_cast<int64_t>(numbers);
  for (const auto &part : parts) size += part.numel();
  const auto device = parts.empty() ? at::Device(at::kCPU) : parts[0].device();
  if (!group->bucket.defined() || group->bucket.numel() != size ||
      group->bucket.device() != device) {
    group->bucket = at::empty({size}, at::TensorOptions().dtype(at::kFloat).device(device));
  }
  int64_t offset = 0;
  for (const auto &part : parts) {
    group->bucket.narrow(0, offset, part.numel()).view(part.sizes()).copy_(part);
    offset += part.numel();
  }
  return group->bucket;
}

void unpack(const at::Tensor &bucket, std::vector<at::Tensor> &parts) {
  int64_t offset = 0;
  for (auto &part : parts) {
    part.copy_(bucket.narrow(0, offset, part.numel()).view(part.sizes()));
    offset += part.numel();
  }
}

ctorch_status average(
    ctorch_group *group, ctorch_tensor *const *tensors, size_t count, int32_t of_gradients,
    double share, double *numbers, size_t number_count, char *message, size_t capacity) {
  return attempting(group, message, capacity, [&] {
    at::NoGradGuard no_gradients;
    auto all = parts(tensors, count, of_gradients != 0);
    at::Tensor &bucket = packed(group, all, number_count);
    const auto tail_size = static_cast<int64_t>(number_count);
    auto tail = bucket.narrow(0, bucket.numel() - tail_size, tail_size);
    tail.copy_(at::from_blob(numbers, {tail_size}, at::kDouble));
    if (share != 1) bucket.mul_(share);
    lentigo::sum_over_processes(group, bucket);
    unpack(bucket, all);
    at::from_blob(numbers, {tail_size}, at::kDouble).copy_(tail);
  });
}

ctorch_status broadcast(
    ctorch_group *group, ctorch_tensor *const *tensors, size_t count, int32_t root,
    char *message, size_t capacity) {
  return attempting(group, message, capacity, [&] {
    at::NoGradGuard no_gradients;
    auto all = parts(tensors, count, false);
    at::Tensor &bucket = packed(group, all, 0);
    lentigo::run(group, bucket, [root](c10d::Backend &backend, std::vector<at::Tensor> &list) {
      c10d::BroadcastOptions options;
      options.rootRank = root;
      return backend.broadcast(list, options);
    });
    unpack(bucket, all);
  });
}

ctorch_status broadcast_bytes(
    ctorch_group *group, void *bytes, size_t size, int32_t root, char *message,
    size_t capacity) {
  return attempting(group, message, capacity, [&] {
    if (size == 0) return;
    std::vector<at::Tensor> list{at::from_blob(bytes, {static_cast<int64_t>(size)}, at::kByte)};
    c10d::BroadcastOptions options;
    options.rootRank = root;
    group->memory->broadcast(list, options)->wait();
  });
}

ctorch_status gather_bytes(
    ctorch_group *group, const void *bytes, size_t size, void *gathered, char *message,
    size_t capacity) {
  return attempting(group, message, capacity, [&] {
    if (size == 0) return;
    const auto length = static_cast<int64_t>(size);
    std::vector<at::Tensor> mine{at::from_blob(const_cast<void *>(bytes), {length}, at::kByte)};
    std::vector<std::vector<at::Tensor>> all(1);
    for (int rank = 0; rank < group->world_size; ++rank) {
      all[0].push_back(
          at::from_blob(static_cast<uint8_t *>(gathered) + rank * size, {length}, at::kByte));
    }
    group->memory->allgather(all, mine)->wait();
  });
}

ctorch_status barrier(ctorch_group *group, char *message, size_t capacity) {
  return attempting(group, message, capacity, [&] { group->memory->barrier()->wait(); });
}

}  // namespace

void lentigo::add_collectives(ctorch_group_functions &table) {
  table.average = average;
  table.broadcast = broadcast;
  table.broadcast_bytes = broadcast_bytes;
  table.gather_bytes = gather_bytes;
  table.barrier = barrier;
}
