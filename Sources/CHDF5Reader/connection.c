#ifdef __linux__
// For close_range and SOCK_CLOEXEC.
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "server.h"

int hdf5_reader_send(int socket, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
  const int flags = MSG_NOSIGNAL;
#else
  const int flags = 0;
#endif
  const char *next = bytes;
  while (count > 0) {
    ssize_t sent = send(socket, next, count < (1 << 20) ? count : 1 << 20, flags);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return -errno;
    }
    next += sent;
    count -= (size_t)sent;
  }
  return 0;
}

int hdf5_reader_receive(int socket, void *bytes, size_t count, int seconds) {
  char *next = bytes;
  while (count > 0) {
    struct pollfd ready = {.fd = socket, .events = POLLIN};
    int events = poll(&ready, 1, seconds * 1000);
    if (events == 0) return -ETIMEDOUT;
    if (events < 0) {
      if (errno == EINTR) continue;
      return -errno;
    }
    ssize_t received = recv(socket, next, count, 0);
    if (received < 0) {
      if (errno == EINTR) continue;
      return errno == ECONNRESET ? -EPIPE : -errno;
    }
    if (received == 0) return -EPIPE;
    next += received;
    count -= (size_t)received;
  }
  return 0;
}

/// Only one thread at a time makes a reader: a child that is forked between two calls of another
/// thread would hold the other's end of its connection, and nobody would see that reader's death.
static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;

/// The one descriptor a child keeps beside the standard streams.
static const int kept = 3;

/// Lets the child take no dump, a minute of time and, where `pages` are known, at most 1 GiB beyond
/// what it was born with.
static void limit_resources(unsigned long pages) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  struct rlimit time = {HDF5_MAXIMUM_SECONDS, HDF5_MAXIMUM_SECONDS};
  setrlimit(RLIMIT_CPU, &time);
  if (pages == 0) return;
  rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + (1ull << 30);
  struct rlimit memory = {most, most};
  setrlimit(RLIMIT_AS, &memory);
}

/// Pages of address space that this process has; 0 where the system does not say.
///
/// Asked before the fork, because a stream may wait for a lock that another thread held.
static unsigned long address_space(void) {
  unsigned long pages = 0;
#ifdef __linux__
  FILE *sizes = fopen("/proc/self/statm", "re");
  if (sizes == NULL) return 0;
  if (fscanf(sizes, "%lu", &pages) != 1) pages = 0;
  fclose(sizes);
#endif
  return pages;
}

/// Closes everything that the parent had open but the standard streams and `connection`, which moves
/// to `kept`: locks on files and ends of connections live as long as the last copy of a descriptor.
static void close_inherited(int connection) {
  if (connection != kept) dup2(connection, kept);
#if defined(__linux__) && defined(SYS_close_range)
  if (syscall(SYS_close_range, (unsigned)kept + 1, ~0U, 0) == 0) return;
#endif
  struct rlimit files;
  int end = 1 << 16;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < (rlim_t)end)
    end = (int)files.rlim_cur;
  for (int descriptor = kept + 1; descriptor < end; descriptor++) close(descriptor);
}

_Noreturn static void run_child(const char *path, int connection, pid_t parent, unsigned long pages) {
#ifdef __linux__
  // The parent may be gone already, and then nobody would send the signal.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
#else
  (void)parent;
#endif
  // A crash here is expected: no debugger, no backtrace, no handler of the parent's.
  const int fatal[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGTERM};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) signal(fatal[i], SIG_DFL);
  // The terminal sends these to every process in front; what they end is for the parent to say, and
  // a file is not damaged because its reader was interrupted.
  const int typed[] = {SIGINT, SIGQUIT, SIGHUP};
  for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) signal(typed[i], SIG_IGN);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  close_inherited(connection);
  limit_resources(pages);
  hdf5_reader_serve(path, kept);
  _exit(0);
}

/// A pair of connected sockets that no program started later inherits; 0 or the negated errno.
static int connect_pair(int ends[2]) {
#ifdef SOCK_CLOEXEC
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return -errno;
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -errno;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
#endif
#ifdef SO_NOSIGPIPE
  int on = 1;
  for (int i = 0; i < 2; i++) setsockopt(ends[i], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  return 0;
}

pid_t hdf5_reader_start(const char *path, int *connection) {
  const unsigned long pages = address_space();
  const pid_t parent = getpid();
  int ends[2];
  pthread_mutex_lock(&starting);
  int status = connect_pair(ends);
  pid_t child = status == 0 ? fork() : status;
  if (child == 0) run_child(path, ends[1], parent, pages);
  if (child < 0 && status == 0) {
    child = -errno;
    close(ends[0]);
  }
  if (status == 0) close(ends[1]);
  pthread_mutex_unlock(&starting);
  if (child > 0) *connection = ends[0];
  return child;
}

int hdf5_reader_stop(pid_t child, int connection) {
  close(connection);
  int status = 0;
  pid_t ended;
  // A moment for a child that ends by itself, as all do whose connection is closed while they wait.
  for (int attempt = 0; attempt < 20; attempt++) {
    ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    // Somebody else waited for it (a program that ignores SIGCHLD): its number may be another's now.
    if (ended < 0 && errno != EINTR) return 0;
    usleep(500);
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return 0;
}
