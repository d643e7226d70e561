/* For pipe2. */
#define _GNU_SOURCE
#include "CNCursesSignals.h"
#include "CNCursesTTY.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static const int heard_signals[] = {
    SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP, SIGUSR1, SIGPIPE};
enum { SIGNAL_COUNT = sizeof heard_signals / sizeof heard_signals[0] };

static atomic_int write_end = -1;
static int read_end = -1;
static bool installed;
static struct sigaction previous[SIGNAL_COUNT];
/* A signal that ends the program has come: it must not be stopped any more. */
static atomic_bool ending;
static atomic_bool stopping;
static atomic_bool continued;

static void on_signal(int signal) {
  int saved = errno;
  uint8_t number = (uint8_t)signal;
  if (signal == SIGTERM || signal == SIGHUP || signal == SIGINT) atomic_store(&ending, true);
  if (signal == SIGCONT) atomic_store(&continued, true);
  /* Whoever stops by itself knows that it goes on. */
  bool is_known = signal == SIGCONT && atomic_load(&stopping);
  int descriptor = is_known ? -1 : atomic_load(&write_end);
  /* A full pipe loses the byte, but then the reader has enough to wake up for. */
  if (descriptor >= 0 && write(descriptor, &number, 1) < 0) errno = 0;
  errno = saved;
}

/* For SIGPIPE: writing to a vanished reader shall fail with EPIPE. A handler that does nothing
 * does that, and unlike SIG_IGN it is not handed on to programs that we start. */
static void on_nothing(int signal) { (void)signal; }

int cn_signals_install(void) {
  if (installed) return -1;
  atomic_store(&ending, false);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  read_end = ends[0];
  atomic_store(&write_end, ends[1]);
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = heard_signals[i] == SIGPIPE ? on_nothing : on_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(heard_signals[i], NULL, &previous[i]);
    /* nohup and shells without job control say so by ignoring. */
    if (previous[i].sa_handler != SIG_IGN || heard_signals[i] == SIGPIPE) {
      sigaction(heard_signals[i], &action, NULL);
    }
  }
  installed = true;
  return read_end;
}

void cn_signals_uninstall(void) {
  if (!installed) return;
  for (int i = 0; i < SIGNAL_COUNT; i++) sigaction(heard_signals[i], &previous[i], NULL);
  close(atomic_exchange(&write_end, -1));
  close(read_end);
  read_end = -1;
  installed = false;
}

static void take_default(int signal, struct sigaction *replaced) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(signal, &action, replaced);
  sigset_t unblocked;
  sigemptyset(&unblocked);
  sigaddset(&unblocked, signal);
  pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
}

/* Returns when the process is continued; false when it was not stopped, because the signal is
 * ignored or the group has no parent that could continue it. */
static bool stop_once(int signal, pid_t whom) {
  struct sigaction replaced;
  if (sigaction(signal, NULL, &replaced) != 0 || replaced.sa_handler == SIG_IGN) return false;
  take_default(signal, &replaced);
  atomic_store(&continued, false);
  atomic_store(&stopping, true);
  kill(whom, signal);
  atomic_store(&stopping, false);
  sigaction(signal, &replaced, NULL);
  return atomic_load(&continued);
}

void cn_signals_await_foreground(int terminal) {
  while (!atomic_load(&ending) && !cn_in_foreground(terminal)) {
    if (!stop_once(SIGTTOU, 0)) return;
  }
}

void cn_signals_stop(bool group, int terminal) {
  if (stop_once(SIGTSTP, group ? 0 : getpid())) cn_signals_await_foreground(terminal);
}

void cn_signals_die(int signal) {
  take_default(signal, NULL);
  raise(signal);
  /* Only for a signal whose default is not to end the process. */
  _exit(128 + signal);
}
