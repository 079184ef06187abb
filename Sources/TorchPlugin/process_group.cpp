// Processes that train one model together, over PyTorch's c10d: Gloo for what lies in memory, NCCL for what
// lies on a GPU where this libtorch has it.
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

// PyTorch's header says nothing of Gloo without; its libraries for Linux and macOS have it.
#define USE_C10D_GLOO
#include <c10/util/Logging.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef LENTIGO_NCCL
#define USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include "process_group.h"

namespace {

using lentigo::attempting;

constexpr const char *note = "stopped";

/// What happened in one line: libtorch's messages carry the place in its sources, advice about debugging
/// Python, and a backtrace.
std::string in_one_line(std::string text) {
  text = text.substr(0, text.find('\n'));
  if (text.starts_with('[')) {
    const auto end = text.find("] ");
    if (end != std::string::npos) text = text.substr(end + 2);
  }
  return text.substr(0, text.find(". This is typically"));
}

/// Why another process stopped, if it said so before it did.
std::string note_of_others(ctorch_group *group) {
  try {
    if (!group || !group->store->check({note})) return "";
    const auto bytes = group->store->get(note);
    return std::string(bytes.begin(), bytes.end());
  } catch (...) {
    return "";  // Whoever kept the notes is gone as well.
  }
}

c10::intrusive_ptr<c10d::Backend> gpu_backend(
    const c10::intrusive_ptr<c10d::Store> &store, const ctorch_group_settings &settings) {
#ifdef LENTIGO_NCCL
  if (settings.device >= 0) {
    // Otherwise a watchdog ends this process in its own words when another one is gone.
    setenv("TORCH_NCCL_BLOCKING_WAIT", "1", 0);
    auto nccl = c10d::ProcessGroupNCCL::Options::create();
    nccl->timeout = std::chrono::milliseconds(settings.timeout_milliseconds);
    auto backend = c10::make_intrusive<c10d::ProcessGroupNCCL>(
        c10::make_intrusive<c10d::PrefixStore>("nccl", store), settings.rank, settings.world_size,
        nccl);
    backend->setBoundDeviceId(at::Device(
        at::kCUDA, static_cast<c10::DeviceIndex>(settings.device)));
    return backend;
  }
#endif
  (void)store;
  (void)settings;
  return nullptr;
}

ctorch_status join(
    const ctorch_group_settings *settings, ctorch_group **group, char *message,
    size_t capacity) {
  return attempting(nullptr, message, capacity, [&] {
    // Its warnings and backtraces say once more, for somebody who debugs c10d, what the message says.
    if (!std::getenv("TORCH_CPP_LOG_LEVEL")) FLAGS_caffe2_log_level = 3;
    const std::chrono::milliseconds timeout(settings->timeout_milliseconds);
    c10d::TCPStoreOptions tcp;
    tcp.port = settings->port;
    tcp.isServer = settings->keeps_list != 0;
    tcp.numWorkers = static_cast<size_t>(settings->world_size);
    tcp.timeout = timeout;
    auto made = c10::make_intrusive<ctorch_group>();
    // A prefix of our own: a launcher keeps its own words in the same store.
    made->store = c10::make_intrusive<c10d::PrefixStore>(
        "lentigo", c10::make_intrusive<c10d::TCPStore>(settings->host, tcp));
    made->keeps_list = tcp.isServer;
    made->world_size = settings->world_size;
    made->memory = c10::make_intrusive<c10d::ProcessGroupGloo>(
        c10::make_intrusive<c10d::PrefixStore>("gloo", made->store), settings->rank,
        settings->world_size, c10d::ProcessGroupGloo::Options::create_default(timeout));
    made->gpu = gpu_backend(made->store, *settings);
    *group = made.release();
  });
}

void leave(ctorch_group *group) {
  try {
    if (group) c10::intrusive_ptr<ctorch_group>::reclaim(group);
  } catch (...) {
    // Connections that are gone already.
  }
}

const char *backend(ctorch_group *group) { return group->gpu ? "nccl" : "gloo"; }

void leave_note(ctorch_group *group, const char *reason) {
  try {
    group->store->set(note, std::string(reason));
    // Its listeners learn from the closed connections that something happened, and then ask for the note.
    if (group->keeps_list && group->world_size > 1) {
      group->memory.reset();
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
  } catch (...) {
    // Nobody is left to read it.
  }
}

}  // namespace

std::string lentigo::group_failure(ctorch_group *group, const char *what) {
  const std::string reason = in_one_line(what);
  const std::string note = note_of_others(group);
  return note.empty() ? reason : note + " (" + reason + ")";
}

const ctorch_group_functions *lentigo::group_functions() {
  static const ctorch_group_functions table = [] {
    ctorch_group_functions table{};
    table.size = sizeof(ctorch_group_functions);
    table.join = join;
    table.leave = leave;
    table.backend = ::backend;
    table.leave_note = leave_note;
    lentigo::add_collectives(table);
    lentigo::add_batch_norm(table);
    return table;
  }();
  return &table;
}
