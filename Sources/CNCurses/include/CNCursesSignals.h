#ifndef CNCURSES_SIGNALS_H
#define CNCURSES_SIGNALS_H

/* Signals: the crash handlers that give the terminal back, and the pipe through which a poll loop
 * hears of the others. Handlers run on any thread at any time, so everything they touch stands in
 * the two C files behind this header. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest reset text that cn_crash_arm takes. */
enum { CN_RESET_CAPACITY = 512 };

/* From now on a crash writes `reset` to `output`, puts the saved modes back on it, and then dies of
 * its signal. False, with nothing changed, when the text is too long. */
bool cn_crash_arm(int output, const uint8_t *reset, size_t count);
/* A crash leaves the terminal alone again; the previous handlers are put back. */
void cn_crash_disarm(void);

/* Installs the handlers that write a byte, the signal's number, into a pipe. The read end; -1 when
 * they are installed or no descriptor is free. A signal that was ignored when the program started
 * stays so. */
int cn_signals_install(void);
/* Puts back what was there before and closes the pipe. */
void cn_signals_uninstall(void);
/* Stops the process, or its whole group, as Ctrl-Z does, and returns when it is continued in the
 * foreground of a terminal, or is to end. */
void cn_signals_stop(bool group, int terminal);
/* Stops the process group while it is in the background of a terminal, as a program is that writes
 * to one from there. */
void cn_signals_await_foreground(int terminal);
/* Ends the process by the signal's default action. */
void cn_signals_die(int signal);

#endif
