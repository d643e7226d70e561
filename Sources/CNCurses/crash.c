#include "CNCursesSignals.h"
#include "modes.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A Swift trap, an assertion or a bad access runs no deinit and no defer: without these handlers
 * the terminal would stay raw in the alternate screen. SIGQUIT is here because its default action
 * ends the program just as abruptly. */
static const int crash_signals[] = {
    SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT};
enum { SIGNAL_COUNT = sizeof crash_signals / sizeof crash_signals[0], STACK_SIZE = 1 << 16 };

/* The fields are written only while `armed` is false. */
static struct {
  int output;
  size_t count;
  bool chains;
  uint8_t reset[CN_RESET_CAPACITY];
  struct sigaction previous[SIGNAL_COUNT];
  bool installed;
} state;
static atomic_bool armed;
static uint8_t handler_stack[STACK_SIZE];

/* Swift's backtracer, the usual previous handler, prints registers and may open a dialogue on the
 * terminal. Registers can hold a token, so it is left out unless whoever runs the program asks for
 * it with the variable that configures it. */
static bool wants_backtrace(void) {
  const char *value = getenv("SWIFT_BACKTRACE");
  return value && *value;
}

static void on_crash(int signal) {
  int saved = errno;
  /* Two threads may crash at once, or the handler itself: the terminal is reset once. */
  if (atomic_exchange(&armed, false)) {
    size_t done = 0;
    while (done < state.count) {
      ssize_t written = write(state.output, state.reset + done, state.count - done);
      if (written > 0) {
        done += (size_t)written;
      } else if (errno != EINTR) {
        break;
      }
    }
    if (cn_has_saved_modes) tcsetattr(state.output, TCSANOW, &cn_saved_modes);
  }
  struct sigaction next;
  memset(&next, 0, sizeof next);
  next.sa_handler = SIG_DFL;
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    bool ignored = state.previous[i].sa_handler == SIG_IGN;
    if (crash_signals[i] == signal && state.chains && !ignored) next = state.previous[i];
  }
  sigaction(signal, &next, NULL);
  /* The signal is blocked in its own handler, so this one arrives on return; a faulting
   * instruction run again would raise it too, but a breakpoint would not. */
  raise(signal);
  errno = saved;
}

/* Overflowing the stack leaves none for a handler. Each thread has its own alternate stack; this
 * gives one to the thread that owns the terminal. */
static void provide_stack(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
    stack_t ours = {.ss_sp = handler_stack, .ss_size = STACK_SIZE};
    sigaltstack(&ours, NULL);
  }
}

bool cn_crash_arm(int output, const uint8_t *reset, size_t count) {
  if (count > CN_RESET_CAPACITY) return false;
  atomic_store(&armed, false);
  state.output = output;
  state.count = count;
  memcpy(state.reset, reset, count);
  state.chains = wants_backtrace();
  atomic_store(&armed, true);
  if (state.installed) return true;
  provide_stack();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  /* tcsetattr from the background would stop the process instead of letting it die. */
  sigaddset(&action.sa_mask, SIGTTOU);
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    sigaction(crash_signals[i], &action, &state.previous[i]);
  }
  state.installed = true;
  return true;
}

void cn_crash_disarm(void) {
  atomic_store(&armed, false);
  if (!state.installed) return;
  for (int i = 0; i < SIGNAL_COUNT; i++) sigaction(crash_signals[i], &state.previous[i], NULL);
  state.installed = false;
}
