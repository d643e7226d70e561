#include "CNCursesTTY.h"
#include "modes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

long cn_read_available(int descriptor, uint8_t *buffer, size_t capacity) {
  struct pollfd wait = {.fd = descriptor, .events = POLLIN};
  if (poll(&wait, 1, 0) <= 0) return 0;
  if (wait.revents & POLLNVAL) return CN_READ_CLOSED;
  ssize_t count = read(descriptor, buffer, capacity);
  if (count > 0) return count;
  if (count < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
  return CN_READ_CLOSED;
}

bool cn_write_all(int descriptor, const uint8_t *bytes, size_t count, int timeout) {
  while (count > 0) {
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    int ready = poll(&wait, 1, timeout);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || !(wait.revents & POLLOUT)) return false;
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
      return false;
    }
  }
  return true;
}

bool cn_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    return false;
  }
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

bool cn_in_foreground(int descriptor) {
  pid_t owner = tcgetpgrp(descriptor);
  return owner < 0 || owner == getpgrp();
}

struct termios cn_saved_modes;
bool cn_has_saved_modes;

void cn_save_modes(int descriptor) {
  cn_has_saved_modes = tcgetattr(descriptor, &cn_saved_modes) == 0;
}

void cn_restore_modes(int descriptor) {
  if (!cn_has_saved_modes) return;
  sigset_t blocked, previous;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &previous);
  tcsetattr(descriptor, TCSANOW, &cn_saved_modes);
  pthread_sigmask(SIG_SETMASK, &previous, NULL);
}

int cn_open_log(const char *path) {
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW;
  if (path) return open(path, flags, 0600);
  return open("/dev/null", O_WRONLY | O_CLOEXEC);
}

int cn_copy_descriptor(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }
