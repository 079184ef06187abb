// The layers of a network.
#include <ATen/core/PhiloxRNGEngine.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/max_pool2d.h>

#include <limits>

#include "plugin.h"

using lentigo::giving;

namespace {

/// libtorch's windows are padded alike on opposite sides; `pad` is done first where they are not.
struct Sides {
  int64_t size[2], stride[2], padding[2];
  at::Tensor input;

  Sides(const at::Tensor &x, const ctorch_windows &windows, double outside)
      : size{windows.window, windows.window}, stride{windows.stride, windows.stride},
        padding{windows.top, windows.left}, input(x) {
    if (windows.top == windows.bottom && windows.left == windows.right) return;
    padding[0] = padding[1] = 0;
    int64_t sides[] = {windows.left, windows.right, windows.top, windows.bottom};
    input = at::constant_pad_nd(x, sides, outside);
  }
};

ctorch_status convolution(
    ctorch_tensor *x, ctorch_tensor *kernel, ctorch_tensor *bias, const ctorch_windows *windows,
    int64_t groups, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    Sides sides(x->value, *windows, 0);
    std::optional<at::Tensor> summand;
    if (bias) summand = bias->value;
    int64_t dilation[] = {1, 1};
    return at::conv2d(
        sides.input, kernel->value, summand, sides.stride, sides.padding, dilation, groups);
  });
}

ctorch_status batch_norm(
    ctorch_tensor *x, ctorch_tensor *gamma, ctorch_tensor *beta, ctorch_tensor *mean,
    ctorch_tensor *variance, int32_t uses_batch, double momentum, double epsilon,
    ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    // The variance of one number is none, and would poison the running one.
    TORCH_CHECK(
        !uses_batch || x->value.numel() > x->value.size(1),
        "batch norm needs more than one number a channel");
    return at::batch_norm(
        x->value, gamma->value, beta->value, mean->value, variance->value, uses_batch, momentum,
        epsilon, true);
  });
}

ctorch_status max_pooling(
    ctorch_tensor *x, const ctorch_windows *windows, ctorch_tensor **out, char *message,
    size_t capacity) {
  return giving(out, message, capacity, [&] {
    Sides sides(x->value, *windows, -std::numeric_limits<double>::infinity());
    return at::max_pool2d(sides.input, sides.size, sides.stride, sides.padding);
  });
}

ctorch_status squeeze_excite(
    ctorch_tensor *x, ctorch_tensor *reduce_kernel, ctorch_tensor *reduce_bias,
    ctorch_tensor *expand_kernel, ctorch_tensor *expand_bias, ctorch_unary inner,
    ctorch_unary gate, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    at::Tensor factors = x->value.mean({2, 3}, true);
    factors = at::conv2d(factors, reduce_kernel->value, reduce_bias->value);
    factors = lentigo::apply(inner, factors);
    factors = at::conv2d(factors, expand_kernel->value, expand_bias->value);
    return x->value.mul(lentigo::apply(gate, factors));
  });
}

ctorch_status flatten(ctorch_tensor *x, ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    return x->value.permute({0, 2, 3, 1}).reshape({x->value.size(0), -1});
  });
}

ctorch_status dense(
    ctorch_tensor *x, ctorch_tensor *kernel, ctorch_tensor *bias, ctorch_tensor **out,
    char *message, size_t capacity) {
  return giving(
      out, message, capacity, [&] { return at::addmm(bias->value, x->value, kernel->value); });
}

ctorch_status dropout(
    ctorch_tensor *x, double probability, uint64_t seed, const int64_t *positions, size_t count,
    ctorch_tensor **out, char *message, size_t capacity) {
  return giving(out, message, capacity, [&] {
    TORCH_CHECK(probability >= 0 && probability < 1, "dropout takes 0..<1, not ", probability);
    TORCH_CHECK(
        x->value.dim() == 2 && x->value.size(0) == static_cast<int64_t>(count), count,
        " rows are named, and the tensor's shape is ", x->value.sizes());
    const int64_t width = x->value.size(1);
    at::Tensor factors = at::empty({static_cast<int64_t>(count), width}, at::kFloat);
    float *factor = factors.mutable_data_ptr<float>();
    const auto kept = static_cast<float>(1 / (1 - probability));
    for (size_t row = 0; row < count; ++row) {
      // A generator that is a function of a key and a counter: a row's numbers depend on no other row.
      at::Philox4_32 generator(seed, static_cast<uint64_t>(positions[row]));
      for (int64_t column = 0; column < width; ++column) {
        *factor++ = generator() * 0x1p-32 < probability ? 0 : kept;
      }
    }
    return x->value.mul(factors.to(x->value.options()));
  });
}

}  // namespace

void lentigo::add_layers(ctorch_functions &table) {
  table.convolution = convolution;
  table.batch_norm = batch_norm;
  table.max_pooling = max_pooling;
  table.squeeze_excite = squeeze_excite;
  table.flatten = flatten;
  table.dense = dense;
  table.dropout = dropout;
}
