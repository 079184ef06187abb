// Making, reading and overwriting tensors.
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include "plugin.h"

using lentigo::giving;
using lentigo::guarded;

namespace {

at::Tensor view(const float *floats, c10::IntArrayRef shape) {
  // Only ever read.
  return at::from_blob(const_cast<float *>(floats), shape, at::kFloat);
}

ctorch_status from_floats(
    const float *floats, const int64_t *shape, size_t rank, int32_t device, ctorch_tensor **out,
    char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    return view(floats, {shape, rank}).clone().to(lentigo::device(device));
  });
}

ctorch_status from_rows(
    const float *floats, int64_t batch, int64_t height, int64_t width, int64_t channels,
    int32_t device, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    int64_t shape[] = {batch, height, width, channels};
    return view(floats, shape).permute({0, 3, 1, 2}).to(lentigo::device(device));
  });
}

ctorch_status full(
    double value, const int64_t *shape, size_t rank, int32_t device, ctorch_tensor **out,
    char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    return at::full({shape, rank}, value, at::TensorOptions(at::kFloat))
        .to(lentigo::device(device));
  });
}

ctorch_status zeros_like(ctorch_tensor *tensor, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    return at::zeros_like(tensor->value.detach(), at::MemoryFormat::Preserve);
  });
}

void release(ctorch_tensor *tensor) { delete tensor; }

int64_t rank(ctorch_tensor *tensor) { return tensor->value.dim(); }

int64_t length(ctorch_tensor *tensor, int64_t dimension) { return tensor->value.sizes()[dimension]; }

int32_t device_of(ctorch_tensor *tensor) {
  c10::Device device = tensor->value.device();
  return device.is_cpu() ? -1 : device.index();
}

ctorch_status read(
    ctorch_tensor *tensor, float *floats, size_t count, char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    at::Tensor found = tensor->value.detach().to(c10::Device(c10::kCPU), at::kFloat).contiguous();
    TORCH_CHECK(
        static_cast<size_t>(found.numel()) == count, "the tensor has ", found.numel(),
        " numbers, not ", count);
    std::memcpy(floats, found.const_data_ptr<float>(), count * sizeof(float));
  });
}

ctorch_status write(
    ctorch_tensor *tensor, const float *floats, size_t count, char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    TORCH_CHECK(
        static_cast<size_t>(tensor->value.numel()) == count, "the tensor has ",
        tensor->value.numel(), " numbers, not ", count);
    c10::NoGradGuard guard;
    tensor->value.copy_(view(floats, tensor->value.sizes()));
  });
}

ctorch_status assign(ctorch_tensor *tensor, ctorch_tensor *source, char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    TORCH_CHECK(
        tensor->value.sizes() == source->value.sizes(), "a tensor of shape ",
        source->value.sizes(), " cannot overwrite one of shape ", tensor->value.sizes());
    c10::NoGradGuard guard;
    tensor->value.copy_(source->value);
  });
}

ctorch_status set_trainable(
    ctorch_tensor *tensor, int32_t trainable, char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    tensor->value.requires_grad_(trainable);
    if (!trainable) tensor->value.mutable_grad().reset();
  });
}

int32_t is_trainable(ctorch_tensor *tensor) { return tensor->value.requires_grad(); }

int32_t has_gradient(ctorch_tensor *tensor) {
  return tensor->value.is_leaf() && tensor->value.grad().defined();
}

int32_t shares_memory(ctorch_tensor *a, ctorch_tensor *b) {
  return a->value.storage().is_alias_of(b->value.storage());
}

}  // namespace

void lentigo::add_tensors(ctorch_functions &table) {
  table.from_floats = from_floats;
  table.from_rows = from_rows;
  table.full = full;
  table.zeros_like = zeros_like;
  table.free = release;
  table.rank = rank;
  table.length = length;
  table.device = device_of;
  table.read = read;
  table.write = write;
  table.assign = assign;
  table.set_trainable = set_trainable;
  table.is_trainable = is_trainable;
  table.has_gradient = has_gradient;
  table.shares_memory = shares_memory;
}
