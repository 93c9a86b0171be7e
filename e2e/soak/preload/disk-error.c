/* Loaded into a server with LD_PRELOAD: while the file FAIL_WHEN exists, syncing a file whose name ends in FAIL_SUFFIX fails
   as it does on a broken disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int fd) {
  const char *when = getenv("FAIL_WHEN");
  const char *suffix = getenv("FAIL_SUFFIX");
  char link[64], path[4096];
  ssize_t length;
  size_t end;
  if (!when || !suffix || access(when, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  end = strlen(suffix);
  return (size_t)length >= end && strcmp(path + length - end, suffix) == 0;
}

typedef int (*sync_call)(int);

int fsync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((sync_call)dlsym(RTLD_NEXT, "fsync"))(fd);
}

int fdatasync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((sync_call)dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
