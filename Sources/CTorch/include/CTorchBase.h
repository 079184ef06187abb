/// What all parts of the plug-in's interface share.
#ifndef CTORCH_BASE_H
#define CTORCH_BASE_H

#ifdef __clang__
#define CTORCH_NONNULL_BEGIN _Pragma("clang assume_nonnull begin")
#define CTORCH_NONNULL_END _Pragma("clang assume_nonnull end")
#else
#define CTORCH_NONNULL_BEGIN
#define CTORCH_NONNULL_END
#define _Nonnull
#define _Nullable
#endif

typedef enum ctorch_status {
  CTORCH_OK = 0,
  /// libtorch refused; its words are in the message.
  CTORCH_FAILED = 1,
  CTORCH_UNAVAILABLE = 2,
  CTORCH_INCOMPATIBLE = 3,
  /// Another process is gone, or cannot be reached.
  CTORCH_PROCESS_GROUP = 4,
} ctorch_status;

/// A tensor of libtorch.
typedef struct ctorch_tensor ctorch_tensor;

#endif
