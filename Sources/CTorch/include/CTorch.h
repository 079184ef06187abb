/// What the plug-in `liblentigo_torch.so` offers, in plain C: no type of libtorch appears here.
///
/// Every function that can fail returns a `ctorch_status` and, unless that is `CTORCH_OK`, puts a
/// message in UTF-8, ended by a zero, into the caller's buffer. No C++ exception leaves the
/// plug-in. Handles that a function hands out belong to the caller, who frees them. Nothing here
/// may be called from two threads at once with the same handles; modes (gradients, autocast) belong
/// to the thread.
#ifndef CTORCH_H
#define CTORCH_H

#include <stddef.h>
#include <stdint.h>

#include "CTorchBase.h"
#include "CTorchGroup.h"

#ifdef __cplusplus
extern "C" {
#endif
CTORCH_NONNULL_BEGIN

/// Raised whenever a struct or the meaning of a function changes; the table's size is compared too.
#define CTORCH_ABI_VERSION 3

/// The one symbol that a plug-in exports, of type `ctorch_entry`.
#define CTORCH_ENTRY_SYMBOL "lentigo_torch_functions"

/// Functions of one tensor, value by value except where said.
typedef enum ctorch_unary {
  CTORCH_NEGATE,
  CTORCH_ABS,
  CTORCH_RELU,
  CTORCH_HARD_SWISH,
  CTORCH_HARD_SIGMOID,
  CTORCH_SILU,
  CTORCH_SIGMOID,
  CTORCH_SOFTPLUS,
  /// The sum of all values, as a tensor without dimensions.
  CTORCH_SUM,
  /// The mean of all values, as a tensor without dimensions.
  CTORCH_MEAN,
  /// The same numbers, cut off from the graph.
  CTORCH_DETACH,
  /// Numbers as fp32, whatever autocast made them.
  CTORCH_TO_FLOAT,
  /// The gradient that `backward` left; fails where there is none.
  CTORCH_GRADIENT,
  /// The mean over the last two of four dimensions: [N, C, H, W] to [N, C].
  CTORCH_SPATIAL_MEAN,
} ctorch_unary;

/// Functions of two tensors; shapes are broadcast as in NumPy.
typedef enum ctorch_binary {
  CTORCH_ADD,
  CTORCH_SUBTRACT,
  CTORCH_MULTIPLY,
  CTORCH_DIVIDE,
} ctorch_binary;

/// Functions of a tensor and a number.
typedef enum ctorch_scalar {
  CTORCH_ADD_NUMBER,
  CTORCH_MULTIPLY_NUMBER,
  CTORCH_POWER,
} ctorch_scalar;

/// Several tensors, one behind the other; null where there are none.
typedef ctorch_tensor *_Nonnull const *_Nullable ctorch_list;

/// How windows slide over an image.
typedef struct ctorch_windows {
  int64_t window, stride, top, left, bottom, right;
} ctorch_windows;

/// The tensors that AdamW changes and what it keeps of each; all lists have `count` entries.
typedef struct ctorch_adamw_lists {
  ctorch_list parameters;
  ctorch_list first_moments;
  ctorch_list second_moments;
  /// One number each: the steps taken.
  ctorch_list steps;
  size_t count;
} ctorch_adamw_lists;

/// Of one step.
typedef struct ctorch_adamw {
  double learning_rate, beta1, beta2, weight_decay, epsilon;
} ctorch_adamw;

/// The last arguments of every function that can fail.
#define CTORCH_MESSAGE char *message, size_t message_capacity

/// The last arguments of every function that hands out a tensor.
#define CTORCH_OUT ctorch_tensor *_Nullable *_Nonnull out, CTORCH_MESSAGE

typedef struct ctorch_functions {
  /// `CTORCH_ABI_VERSION` and `sizeof(ctorch_functions)` of the plug-in.
  uint32_t abi_version;
  uint32_t size;
  /// libtorch's version, such as `2.13.0`.
  const char *_Nonnull version;

  // The library.
  int32_t (*has_cuda)(void);
  int32_t (*cuda_devices)(void);
  /// Why CUDA is not there, in a sentence; empty where it is.
  const char *_Nonnull (*_Nonnull cuda_absence)(void);
  ctorch_status (*set_threads)(int32_t count, CTORCH_MESSAGE);
  int32_t (*threads)(void);
  /// Whether operations of this thread are recorded for `backward`; returns what was so before.
  int32_t (*set_gradients)(int32_t enabled);
  /// bf16 where it does no harm, on CUDA (on the CPU with `cpu`); returns what was so before.
  int32_t (*set_autocast)(int32_t device, int32_t enabled);
  /// Handles given out and not yet freed.
  int64_t (*live_tensors)(void);

  // Tensors. `device` is -1 for the CPU, else the number of a CUDA device.
  /// A copy of the numbers.
  ctorch_status (*from_floats)(
    const float *floats, const int64_t *shape, size_t rank, int32_t device, CTORCH_OUT);
  /// N x H x W x C numbers as [N, C, H, W] in the memory format 'channels last'. On the CPU the
  /// tensor reads the caller's memory, which must outlive it and every graph that it is part of.
  ctorch_status (*from_rows)(
    const float *floats, int64_t batch, int64_t height, int64_t width, int64_t channels,
    int32_t device, CTORCH_OUT);
  ctorch_status (*full)(
    double value, const int64_t *shape, size_t rank, int32_t device, CTORCH_OUT);
  /// Zeros of the same shape, device and memory order, outside the graph.
  ctorch_status (*zeros_like)(ctorch_tensor *tensor, CTORCH_OUT);
  void (*free)(ctorch_tensor *_Nullable tensor);
  int64_t (*rank)(ctorch_tensor *tensor);
  int64_t (*length)(ctorch_tensor *tensor, int64_t dimension);
  int32_t (*device)(ctorch_tensor *tensor);
  /// All numbers, rows first, whatever the memory order.
  ctorch_status (*read)(ctorch_tensor *tensor, float *floats, size_t count, CTORCH_MESSAGE);
  /// Overwrites all numbers, outside the graph.
  ctorch_status (*write)(ctorch_tensor *tensor, const float *floats, size_t count, CTORCH_MESSAGE);
  /// Overwrites all numbers with another tensor's, outside the graph.
  ctorch_status (*assign)(ctorch_tensor *tensor, ctorch_tensor *source, CTORCH_MESSAGE);
  ctorch_status (*set_trainable)(ctorch_tensor *tensor, int32_t trainable, CTORCH_MESSAGE);
  int32_t (*is_trainable)(ctorch_tensor *tensor);
  int32_t (*has_gradient)(ctorch_tensor *tensor);
  int32_t (*shares_memory)(ctorch_tensor *a, ctorch_tensor *b);

  // Functions.
  ctorch_status (*unary)(ctorch_unary function, ctorch_tensor *x, CTORCH_OUT);
  ctorch_status (*binary)(ctorch_binary function, ctorch_tensor *a, ctorch_tensor *b, CTORCH_OUT);
  ctorch_status (*scalar)(ctorch_scalar function, ctorch_tensor *x, double number, CTORCH_OUT);
  ctorch_status (*reshape)(ctorch_tensor *x, const int64_t *shape, size_t rank, CTORCH_OUT);
  ctorch_status (*permute)(ctorch_tensor *x, const int64_t *order, size_t rank, CTORCH_OUT);
  /// The same numbers, with rows, columns and channels laid out as [N, H, W, C] in memory.
  ctorch_status (*channels_last)(ctorch_tensor *x, CTORCH_OUT);
  /// Turned around along one dimension.
  ctorch_status (*flip)(ctorch_tensor *x, int64_t dimension, CTORCH_OUT);
  /// A stretch of one dimension, sharing memory.
  ctorch_status (*narrow)(
    ctorch_tensor *x, int64_t dimension, int64_t start, int64_t length, CTORCH_OUT);
  /// Rows by their numbers, in that order.
  ctorch_status (*rows)(ctorch_tensor *x, const int64_t *rows, size_t count, CTORCH_OUT);
  ctorch_status (*convolution)(
    ctorch_tensor *x, ctorch_tensor *kernel, ctorch_tensor *_Nullable bias,
    const ctorch_windows *windows, int64_t groups, CTORCH_OUT);
  /// `uses_batch` normalises with the batch's statistics and moves the running ones towards them.
  ctorch_status (*batch_norm)(
    ctorch_tensor *x, ctorch_tensor *gamma, ctorch_tensor *beta, ctorch_tensor *mean,
    ctorch_tensor *variance, int32_t uses_batch, double momentum, double epsilon, CTORCH_OUT);
  ctorch_status (*max_pooling)(ctorch_tensor *x, const ctorch_windows *windows, CTORCH_OUT);
  /// Scales each channel by a factor made of all channels' means.
  ctorch_status (*squeeze_excite)(
    ctorch_tensor *x, ctorch_tensor *reduce_kernel, ctorch_tensor *reduce_bias,
    ctorch_tensor *expand_kernel, ctorch_tensor *expand_bias, ctorch_unary inner, ctorch_unary gate,
    CTORCH_OUT);
  /// [N, C, H, W] to [N, H * W * C]: row, column, channel.
  ctorch_status (*flatten)(ctorch_tensor *x, CTORCH_OUT);
  /// x times `kernel` (inputs x outputs) plus `bias`.
  ctorch_status (*dense)(ctorch_tensor *x, ctorch_tensor *kernel, ctorch_tensor *bias, CTORCH_OUT);
  /// Sets numbers of a matrix to zero with this probability and scales the others up. What is left out of
  /// a row depends on the seed and on the row's position alone, of which there is one a row.
  ctorch_status (*dropout)(
    ctorch_tensor *x, double probability, uint64_t seed, const int64_t *positions, size_t count,
    CTORCH_OUT);

  // Training.
  ctorch_status (*backward)(ctorch_tensor *loss, CTORCH_MESSAGE);
  ctorch_status (*adamw)(
    const ctorch_adamw_lists *lists, const ctorch_adamw *settings, CTORCH_MESSAGE);
  ctorch_status (*zero_gradients)(ctorch_list list, size_t count, CTORCH_MESSAGE);
  /// The length of all gradients as one vector, before they are shortened to `limit` (not at all
  /// where that is infinite).
  ctorch_status (*clip_gradients)(
    ctorch_list list, size_t count, double limit, double *norm, CTORCH_MESSAGE);
  /// targets += weight * (sources - targets), outside the graph.
  ctorch_status (*interpolate)(
    ctorch_list targets, ctorch_list sources, size_t count, double weight, CTORCH_MESSAGE);
  /// Exchanges the numbers of two lists.
  ctorch_status (*exchange)(ctorch_list a, ctorch_list b, size_t count, CTORCH_MESSAGE);

  /// Training on several machines.
  const ctorch_group_functions *_Nonnull group;
} ctorch_functions;

typedef const ctorch_functions *_Nonnull (*ctorch_entry)(void);

/// Opens a plug-in and checks that it fits; it stays open until the process ends.
///
/// `CTORCH_UNAVAILABLE` where the file cannot be opened or is no plug-in, `CTORCH_INCOMPATIBLE`
/// where it was built for another version of this header.
ctorch_status ctorch_load(
  const char *path, const ctorch_functions *_Nullable *_Nonnull table, CTORCH_MESSAGE);

CTORCH_NONNULL_END
#ifdef __cplusplus
}
#endif
#endif
