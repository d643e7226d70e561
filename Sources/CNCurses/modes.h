#ifndef CNCURSES_MODES_H
#define CNCURSES_MODES_H

/* What cn_save_modes has saved, for the crash handler: it must not change while that is armed. */

#include <stdbool.h>
#include <termios.h>

extern struct termios cn_saved_modes;
extern bool cn_has_saved_modes;

#endif
