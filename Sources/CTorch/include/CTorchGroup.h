/// Training by several processes: the second table of the plug-in.
#ifndef CTORCH_GROUP_H
#define CTORCH_GROUP_H

#include <stddef.h>
#include <stdint.h>

#include "CTorchBase.h"

CTORCH_NONNULL_BEGIN

/// Connections to all other processes of one training.
typedef struct ctorch_group ctorch_group;

/// How a process finds the others.
typedef struct ctorch_group_settings {
  /// The number of this process in 0..<world_size, and how many there are.
  int32_t rank, world_size;
  /// Where the list of addresses is kept.
  const char *host;
  uint16_t port;
  /// 1 in the process that keeps that list itself, 0 where another one or the launcher does.
  int32_t keeps_list;
  /// How long to wait for the others, here and in every later call.
  int64_t timeout_milliseconds;
  /// The GPU whose tensors are averaged, or -1 where they lie in memory.
  int32_t device;
} ctorch_group_settings;

/// All processes call the same functions in the same order with the same counts. What fails, fails with
/// `CTORCH_PROCESS_GROUP`; the group is of no further use then.
typedef struct ctorch_group_functions {
  /// `sizeof(ctorch_group_functions)` of the plug-in.
  uint32_t size;

  /// Waits until all processes have come.
  ctorch_status (*join)(
    const ctorch_group_settings *settings, ctorch_group *_Nullable *_Nonnull out, char *message,
    size_t message_capacity);
  void (*leave)(ctorch_group *_Nullable group);
  /// `nccl` or `gloo`.
  const char *_Nonnull (*_Nonnull backend)(ctorch_group *group);
  /// Multiplies what each process holds by its `share` and replaces it by the sum over all processes:
  /// the tensors, or with `of_gradients` the gradients of those that are trainable (one that has none
  /// counts as zeros). `numbers` ride along, rounded to fp32.
  ctorch_status (*average)(
    ctorch_group *group, ctorch_tensor *_Nonnull const *_Nullable list, size_t count, int32_t of_gradients,
    double share, double *_Nullable numbers, size_t number_count, char *message,
    size_t message_capacity);
  /// Replaces the tensors of all processes by those of `root`.
  ctorch_status (*broadcast)(
    ctorch_group *group, ctorch_tensor *_Nonnull const *_Nullable list, size_t count, int32_t root,
    char *message, size_t message_capacity);
  ctorch_status (*broadcast_bytes)(
    ctorch_group *group, void *bytes, size_t count, int32_t root, char *message,
    size_t message_capacity);
  /// `gathered` receives `world_size` times `count` bytes in the order of ranks.
  ctorch_status (*gather_bytes)(
    ctorch_group *group, const void *bytes, size_t count, void *gathered, char *message,
    size_t message_capacity);
  ctorch_status (*barrier)(ctorch_group *group, char *message, size_t message_capacity);
  /// Batch norm with the statistics of all processes' images, towards which the running ones move. The
  /// gradients of `gamma` and `beta` are of this process's images: to be summed over all processes.
  ctorch_status (*batch_norm)(
    ctorch_group *group, ctorch_tensor *x, ctorch_tensor *gamma, ctorch_tensor *beta,
    ctorch_tensor *mean, ctorch_tensor *variance, double momentum, double epsilon,
    ctorch_tensor *_Nullable *_Nonnull out, char *message, size_t message_capacity);
  /// Leaves a note with the list of addresses: why this process stops. The others find it in the message
  /// of the call that fails for them. The process that keeps the list takes a second, for them to read.
  void (*leave_note)(ctorch_group *group, const char *reason);
} ctorch_group_functions;

CTORCH_NONNULL_END
#endif
