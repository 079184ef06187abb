// See README.md.
#pragma once

#include <chrono>

namespace gloo {

/// The connections to all other processes. Held by pointer only.
class Context {
 public:
  void setTimeout(std::chrono::milliseconds timeout);
};

}  // namespace gloo
