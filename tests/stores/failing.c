/* Preloaded: makes every k-th write to and sync of a file below a directory fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static const char *below = "";
static atomic_int every, calls, failed;

/* every = 0 lets all calls through; returns how many have failed so far. */
int colloquy_fail(const char *directory, int k) {
    below = directory;
    every = k;
    calls = 0;
    return failed;
}

static int fails(int fd) {
    char link[64], path[4096];
    ssize_t length;
    if (!every)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (strncmp(path, below, strlen(below)) || ++calls % every)
        return 0;
    failed++;
    errno = EIO;
    return 1;
}

#define THE_REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *bytes, size_t count) {
    return fails(fd) ? -1 : THE_REAL("write", ssize_t (*)(int, const void *, size_t))(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return fails(fd) ? -1 : THE_REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t))(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return fails(fd) ? -1 : THE_REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(fd, bytes, count, at);
}
int fsync(int fd) { return fails(fd) ? -1 : THE_REAL("fsync", int (*)(int))(fd); }
int fdatasync(int fd) { return fails(fd) ? -1 : THE_REAL("fdatasync", int (*)(int))(fd); }
int ftruncate(int fd, off_t size) { return fails(fd) ? -1 : THE_REAL("ftruncate", int (*)(int, off_t))(fd, size); }
int ftruncate64(int fd, off64_t size) { return fails(fd) ? -1 : THE_REAL("ftruncate64", int (*)(int, off64_t))(fd, size); }
