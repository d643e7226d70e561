#ifndef CNCURSES_TTY_H
#define CNCURSES_TTY_H

/* Talking to a terminal's descriptor beside curses. None of these blocks for ever. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What cn_read_available returns when the terminal is gone or the input has ended. */
enum { CN_READ_CLOSED = -1 };

/* Reads what is there without waiting: bytes read, 0 for none now, CN_READ_CLOSED. */
long cn_read_available(int descriptor, uint8_t *buffer, size_t capacity);

/* Writes everything, waiting at most `timeout` milliseconds each time the terminal takes nothing.
 * False when it could not: the terminal is gone or stopped. */
bool cn_write_all(int descriptor, const uint8_t *bytes, size_t count, int timeout);

/* The kernel's idea of the window; false when it has none. */
bool cn_window_size(int descriptor, int *columns, int *rows);

/* False only when the descriptor is our controlling terminal and another job has it. */
bool cn_in_foreground(int descriptor);

/* Keeps the terminal's modes for cn_restore_modes and for a crash. Nothing is kept of a descriptor
 * that is no terminal. */
void cn_save_modes(int descriptor);

/* Puts the saved modes back even from the background, where a plain tcsetattr would stop the
 * process with SIGTTOU. */
void cn_restore_modes(int descriptor);

/* Opens a file of our own (0600) for appending, or what stands for nowhere; -1 on failure. */
int cn_open_log(const char *path);

/* A copy of a descriptor above the standard ones that children do not get; -1 on failure. */
int cn_copy_descriptor(int descriptor);

#endif
