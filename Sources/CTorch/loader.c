#include "CTorch.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

ctorch_status ctorch_load(
  const char *path, const ctorch_functions **table, char *message, size_t message_capacity) {
  *table = NULL;
  // Read by libtorch's OpenMP when it is loaded. Threads that spin while they wait take the cores from those
  // that decode images, or train something else: steps were six times as long.
  setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
  // Local, so that libtorch's many symbols meet nobody else's.
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(message, message_capacity, "%s", reason ? reason : "it cannot be opened");
    return CTORCH_UNAVAILABLE;
  }
  ctorch_entry entry = (ctorch_entry)dlsym(library, CTORCH_ENTRY_SYMBOL);
  if (!entry) {
    snprintf(message, message_capacity, "it is not Lentigo's plug-in for libtorch");
    dlclose(library);
    return CTORCH_UNAVAILABLE;
  }
  const ctorch_functions *found = entry();
  if (found->abi_version != CTORCH_ABI_VERSION || found->size != sizeof(ctorch_functions)
      || found->group->size != sizeof(ctorch_group_functions)) {
    snprintf(
      message, message_capacity,
      "it was built from other sources of Lentigo (version %u of the interface, %u bytes; here version %u, "
      "%u bytes)",
      found->abi_version, found->size, (unsigned)CTORCH_ABI_VERSION,
      (unsigned)sizeof(ctorch_functions));
    // It stays open: libtorch cannot be unloaded.
    return CTORCH_INCOMPATIBLE;
  }
  *table = found;
  return CTORCH_OK;
}
