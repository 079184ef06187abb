// See ../README.md.
#pragma once

namespace gloo::transport {

/// A network interface. Held by pointer only.
class Device;

/// Memory that is sent or received. PyTorch's header destroys it through a pointer.
class UnboundBuffer {
 public:
  virtual ~UnboundBuffer() = 0;
};

}  // namespace gloo::transport
