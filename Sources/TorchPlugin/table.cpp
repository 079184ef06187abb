// The one symbol that is visible from outside.
#include <torch/version.h>

#include "plugin.h"

namespace {

ctorch_functions make() {
  lentigo::keep_memory();
  ctorch_functions table{};
  table.abi_version = CTORCH_ABI_VERSION;
  table.size = sizeof(ctorch_functions);
  table.version = TORCH_VERSION;
  lentigo::add_library(table);
  lentigo::add_tensors(table);
  lentigo::add_functions(table);
  lentigo::add_layers(table);
  lentigo::add_training(table);
  table.group = lentigo::group_functions();
  return table;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const ctorch_functions *
lentigo_torch_functions() {
  static const ctorch_functions table = make();
  return &table;
}
