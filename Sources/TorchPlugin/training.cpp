// Gradients, the optimiser, averages.
#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_lerp.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "plugin.h"

using lentigo::guarded;

namespace {

ctorch_status backward(ctorch_tensor *loss, char *message, size_t capacity) {
  return guarded(message, capacity, [&] { loss->value.backward(); });
}

ctorch_status adamw(
    const ctorch_adamw_lists *lists, const ctorch_adamw *settings, char *message,
    size_t capacity) {
  return guarded(message, capacity, [&] {
    std::vector<at::Tensor> parameters, gradients, first, second, steps;
    for (size_t index = 0; index < lists->count; ++index) {
      const at::Tensor &parameter = lists->parameters[index]->value;
      if (!parameter.grad().defined()) continue;
      parameters.push_back(parameter);
      gradients.push_back(parameter.grad());
      first.push_back(lists->first_moments[index]->value);
      second.push_back(lists->second_moments[index]->value);
      steps.push_back(lists->steps[index]->value);
    }
    if (parameters.empty()) return;
    c10::NoGradGuard guard;
    at::_foreach_add_(steps, 1);
    at::_fused_adamw_(
        parameters, gradients, first, second, {}, steps, settings->learning_rate, settings->beta1,
        settings->beta2, settings->weight_decay, settings->epsilon, false, false);
  });
}

ctorch_status zero_gradients(
    ctorch_tensor *const *list, size_t count, char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    for (size_t index = 0; index < count; ++index) list[index]->value.mutable_grad().reset();
  });
}

ctorch_status clip_gradients(
    ctorch_tensor *const *list, size_t count, double limit, double *norm, char *message,
    size_t capacity) {
  return guarded(message, capacity, [&] {
    *norm = 0;
    std::vector<at::Tensor> gradients;
    for (size_t index = 0; index < count; ++index) {
      const at::Tensor &gradient = list[index]->value.grad();
      if (gradient.defined()) gradients.push_back(gradient);
    }
    if (gradients.empty()) return;
    c10::NoGradGuard guard;
    at::Tensor norms = at::stack(at::_foreach_norm(gradients, 2));
    *norm = at::linalg_vector_norm(norms, 2).item<double>();
    // As PyTorch's clip_grad_norm_, small summand included.
    double factor = limit / (*norm + 1e-6);
    if (std::isfinite(*norm) && factor < 1) at::_foreach_mul_(gradients, factor);
  });
}

ctorch_status interpolate(
    ctorch_tensor *const *targets, ctorch_tensor *const *sources, size_t count, double weight,
    char *message, size_t capacity) {
  return guarded(message, capacity, [&] {
    c10::NoGradGuard guard;
    auto averages = lentigo::values(targets, count);
    at::_foreach_lerp_(averages, lentigo::values(sources, count), weight);
  });
}

ctorch_status exchange(
    ctorch_tensor *const *a, ctorch_tensor *const *b, size_t count, char *message,
    size_t capacity) {
  return guarded(message, capacity, [&] {
    c10::NoGradGuard guard;
    for (size_t index = 0; index < count; ++index) {
      at::Tensor kept = a[index]->value.clone();
      a[index]->value.copy_(b[index]->value);
      b[index]->value.copy_(kept);
    }
  });
}

}  // namespace

void lentigo::add_training(ctorch_functions &table) {
  table.backward = backward;
  table.adamw = adamw;
  table.zero_gradients = zero_gradients;
  table.clip_gradients = clip_gradients;
  table.interpolate = interpolate;
  table.exchange = exchange;
}
