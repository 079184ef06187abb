// Batch norm whose statistics are those of all processes' images together (Ioffe and Szegedy, 2015; the
// statistics put together as Chan, Golub and LeVeque have it, 1983).
//
// A loss here is a sum over the images of all processes, each of which adds its own images' part to the
// gradients: the gradients of gamma and beta are of this process's images alone, to be summed with the
// others' like every other tensor's, while the gradient of x follows the statistics through all images.
#include <ATen/ops/batch_norm_update_stats.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/native_batch_norm.h>
#include <ATen/ops/native_batch_norm_backward.h>
#include <torch/csrc/autograd/custom_function.h>

#include "process_group.h"

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// One number a channel, to be broadcast over [N, C, H, W].
at::Tensor by_channel(const at::Tensor &values) {
  return values.to(at::kFloat).view({1, values.numel(), 1, 1});
}

/// Every process's numbers as one row, in the order of ranks.
at::Tensor gathered(ctorch_group *group, const at::Tensor &mine) {
  const bool stays = !mine.is_cuda() || group->gpu;
  std::vector<at::Tensor> here{stays ? mine : mine.cpu()};
  at::Tensor all = at::empty({group->world_size, mine.numel()}, here[0].options());
  std::vector<std::vector<at::Tensor>> rows{all.unbind(0)};
  lentigo::connected(group, [&] {
    lentigo::backend(group, here[0]).allgather(rows, here)->wait();
  });
  return all.to(mine.device());
}

struct Statistics {
  /// fp64, one number a channel.
  at::Tensor mean, squares;
  /// Pixels in a channel, of all images.
  double count;
};

/// The mean and the sum of squared deviations from it over all processes' images.
Statistics collect(ctorch_group *group, const at::Tensor &x) {
  const int64_t channels = x.size(1);
  const auto own_count = static_cast<double>(x.numel() / channels);
  auto [mean, variance] = at::batch_norm_update_stats(x.to(at::kFloat), {}, {}, 0);
  mean = mean.to(at::kDouble);
  const at::Tensor all = gathered(
      group, at::cat({mean, variance.to(at::kDouble) * own_count,
                      at::full({1}, own_count, mean.options())}));
  const at::Tensor means = all.narrow(1, 0, channels);
  const at::Tensor counts = all.narrow(1, 2 * channels, 1);
  const double count = counts.sum().item<double>();
  mean = (means * counts).sum(0) / count;
  const at::Tensor apart = means - mean;
  return {mean, (all.narrow(1, channels, channels) + apart * apart * counts).sum(0), count};
}

class SharedBatchNorm : public torch::autograd::Function<SharedBatchNorm> {
 public:
  static at::Tensor forward(
      AutogradContext *context, const at::Tensor &x, const at::Tensor &gamma,
      const at::Tensor &beta, const at::Tensor &mean, const at::Tensor &variance, double count,
      double epsilon, const c10::intrusive_ptr<ctorch_group> &group) {
    context->save_for_backward({x, gamma, mean, variance});
    context->saved_data["count"] = count;
    context->saved_data["epsilon"] = epsilon;
    // The graph keeps the connections for as long as it may need them.
    context->saved_data["group"] =
        c10::IValue::make_capsule(c10::intrusive_ptr<torch::CustomClassHolder>(group));
    // With given statistics, libtorch's own function is what is wanted.
    return std::get<0>(
        at::native_batch_norm(x, gamma, beta, mean, variance, false, 0, epsilon));
  }

  static variable_list backward(AutogradContext *context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &x = saved[0], &gamma = saved[1], &mean = saved[2], &variance = saved[3];
    const double count = context->saved_data["count"].toDouble();
    const double epsilon = context->saved_data["epsilon"].toDouble();
    const bool needs_x = context->needs_input_grad(0);
    // As if the statistics were constants: gamma * dy / deviation, the sum of dy * normalised x, of dy.
    auto [dx, dgamma, dbeta] = at::native_batch_norm_backward(
        gradients[0].contiguous(x.suggest_memory_format()), x, gamma, mean, variance, {}, {},
        false, epsilon, {needs_x, true, true});
    if (needs_x) {
      const auto held = context->saved_data["group"].toCapsule();
      at::Tensor sums = at::cat({dbeta, dgamma}).to(at::kDouble);
      auto *group = static_cast<ctorch_group *>(held.get());
      lentigo::connected(group, [&] { lentigo::sum_over_processes(group, sums); });
      sums = sums.view({2, -1}) / count;
      const at::Tensor deviation = (variance.to(at::kDouble) + epsilon).sqrt();
      const at::Tensor scale = gamma.to(at::kDouble) / deviation;
      const auto type = dx.scalar_type();
      dx = dx.to(at::kFloat);
      dx.addcmul_(x - by_channel(mean), by_channel(scale * sums[1] / deviation), -1);
      dx = dx.sub_(by_channel(scale * sums[0])).to(type);
    }
    return {dx, dgamma, dbeta, {}, {}, {}, {}, {}};
  }
};

ctorch_status batch_norm(
    ctorch_group *group, ctorch_tensor *x, ctorch_tensor *gamma, ctorch_tensor *beta,
    ctorch_tensor *running_mean, ctorch_tensor *running_variance, double momentum, double epsilon,
    ctorch_tensor **out, char *message, size_t capacity) {
  return lentigo::giving(out, message, capacity, [&] {
    at::Tensor mean, variance;
    double count = 0;
    {
      at::NoGradGuard no_gradients;
      const Statistics found = collect(group, x->value);
      count = found.count;
      TORCH_CHECK(count > 1, "batch norm needs more than one number a channel");
      mean = found.mean.to(at::kFloat);
      variance = (found.squares / count).to(at::kFloat);
      running_mean->value.lerp_(mean, momentum);
      running_variance->value.lerp_((found.squares / (count - 1)).to(at::kFloat), momentum);
    }
    return SharedBatchNorm::apply(
        x->value, gamma->value, beta->value, mean, variance, count, epsilon,
        c10::intrusive_ptr<ctorch_group>::reclaim_copy(group));
  });
}

}  // namespace

void lentigo::add_batch_norm(ctorch_group_functions &table) { table.batch_norm = batch_norm; }
