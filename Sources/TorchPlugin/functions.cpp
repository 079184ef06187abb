// Arithmetic, and what changes shapes.
#include <ATen/ops/hardsigmoid.h>
#include <ATen/ops/hardswish.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/tensor.h>

#include "plugin.h"

using lentigo::giving;

at::Tensor lentigo::apply(ctorch_unary function, const at::Tensor &x) {
  switch (function) {
    case CTORCH_NEGATE: return x.neg();
    case CTORCH_ABS: return x.abs();
    case CTORCH_RELU: return x.relu();
    case CTORCH_HARD_SWISH: return at::hardswish(x);
    case CTORCH_HARD_SIGMOID: return at::hardsigmoid(x);
    case CTORCH_SILU: return at::silu(x);
    case CTORCH_SIGMOID: return x.sigmoid();
    case CTORCH_SOFTPLUS: return at::softplus(x);
    case CTORCH_SUM: return x.sum();
    case CTORCH_MEAN: return x.mean();
    case CTORCH_DETACH: return x.detach();
    case CTORCH_TO_FLOAT: return x.to(at::kFloat);
    case CTORCH_GRADIENT:
      TORCH_CHECK(x.grad().defined(), "the tensor has no gradient");
      return x.grad();
    case CTORCH_SPATIAL_MEAN: return x.mean({2, 3});
  }
  TORCH_CHECK(false, "unknown function ", static_cast<int>(function));
}

namespace {

at::Tensor combine(ctorch_binary function, const at::Tensor &a, const at::Tensor &b) {
  switch (function) {
    case CTORCH_ADD: return a.add(b);
    case CTORCH_SUBTRACT: return a.sub(b);
    case CTORCH_MULTIPLY: return a.mul(b);
    case CTORCH_DIVIDE: return a.div(b);
  }
  TORCH_CHECK(false, "unknown function ", static_cast<int>(function));
}

at::Tensor with_number(ctorch_scalar function, const at::Tensor &x, double number) {
  switch (function) {
    case CTORCH_ADD_NUMBER: return x.add(number);
    case CTORCH_MULTIPLY_NUMBER: return x.mul(number);
    case CTORCH_POWER: return x.pow(number);
  }
  TORCH_CHECK(false, "unknown function ", static_cast<int>(function));
}

ctorch_status unary(
    ctorch_unary function, ctorch_tensor *x, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] { return lentigo::apply(function, x->value); });
}

ctorch_status binary(
    ctorch_binary function, ctorch_tensor *a, ctorch_tensor *b, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(out, message, capacity, [&] { return combine(function, a->value, b->value); });
}

ctorch_status scalar(
    ctorch_scalar function, ctorch_tensor *x, double number, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(out, message, capacity, [&] { return with_number(function, x->value, number); });
}

ctorch_status reshape(
    ctorch_tensor *x, const int64_t *shape, size_t rank, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(
      out, message, capacity, [&] { return x->value.reshape(c10::IntArrayRef(shape, rank)); });
}

ctorch_status permute(
    ctorch_tensor *x, const int64_t *order, size_t rank, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(
      out, message, capacity, [&] { return x->value.permute(c10::IntArrayRef(order, rank)); });
}

ctorch_status channels_last(ctorch_tensor *x, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(
      out, message, capacity, [&] { return x->value.contiguous(at::MemoryFormat::ChannelsLast); });
}

ctorch_status flip(
    ctorch_tensor *x, int64_t dimension, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] { return x->value.flip(dimension); });
}

ctorch_status narrow(
    ctorch_tensor *x, int64_t dimension, int64_t start, int64_t length, ctorch_tensor **out,
    char *message, size_t capacity) {
  return giving(
      out, message, capacity, [&] { return x->value.narrow(dimension, start, length); });
}

ctorch_status rows(
    ctorch_tensor *x, const int64_t *rows, size_t count, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(out, message, capacity, [&] {
    at::Tensor numbers = at::tensor(c10::ArrayRef<int64_t>(rows, count), at::kLong);
    return x->value.index_select(0, numbers.to(x->value.device()));
  });
}

}  // namespace

void lentigo::add_functions(ctorch_functions &table) {
  table.unary = unary;
  table.binary = binary;
  table.scalar = scalar;
  table.reshape = reshape;
  table.permute = permute;
  table.channels_last = channels_last;
  table.flip = flip;
  table.narrow = narrow;
  table.rows = rows;
}
