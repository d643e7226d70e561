#ifndef CNCURSES_H
#define CNCURSES_H

/* What the Swift importer leaves out of ncurses: global variables, macros and variadic functions,
 * each as a small function. Everything else of curses.h is used from Swift as it is. */

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

#include "CNCursesSignals.h"
#include "CNCursesTTY.h"

/* How many scalars one cell holds. */
enum { CN_CELL_SCALARS = CCHARW_MAX };

/* The result of cn_open_screen. */
enum {
  CN_SCREEN_OPENED = 0,
  CN_SCREEN_TYPE_UNKNOWN,
  CN_SCREEN_DATABASE_MISSING,
  CN_SCREEN_UNSUITABLE,
  CN_SCREEN_NO_MEMORY,
};

/* A screen and the streams that curses was given for it. */
typedef struct {
  SCREEN *screen;
  FILE *output;
  FILE *input;
} cn_screen;

/* newterm on copies of two descriptors, for the terminal type `type`. Never prints or exits. */
int cn_open_screen(cn_screen *screen, const char *type, int output, int input);

/* endwin, even from the background, where it would stop the process with SIGTTOU. */
void cn_leave_screen(void);

/* delscreen, after cn_leave_screen; closes the copies. */
void cn_close_screen(cn_screen *screen);

/* A string of the current terminal's terminfo entry without its padding, NULL where it has none.
 * The result is freed with free(). */
char *cn_capability(const char *name);

/* The colours of a terminal by its terminfo entry, -1 where there is no entry or it has none. Needs no screen. */
int cn_colors_of(const char *name);

static inline WINDOW *cn_window(void) { return stdscr; }
static inline int cn_rows(void) { return LINES; }
static inline int cn_columns(void) { return COLS; }
static inline int cn_color_pairs(void) { return COLOR_PAIRS; }
/* The next refresh clears the terminal and sends everything. */
static inline void cn_forget_screen(void) { clearok(curscr, TRUE); }

static inline uint32_t cn_attributes(bool bold, bool dim, bool italic, bool underline, bool reverse) {
  return (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (italic ? A_ITALIC : 0)
      | (underline ? A_UNDERLINE : 0) | (reverse ? A_REVERSE : 0);
}

/* Columns that the C library, and so ncurses, gives a scalar; -1 for what the locale cannot show. */
int cn_width(uint32_t scalar);

/* Fills a cell with a base character and its marks; false when curses refuses it. */
static inline bool cn_set_cell(
    cchar_t *cell, const uint32_t *scalars, int count, uint32_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1] = {0};
  for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
  return setcchar(cell, text, attributes, 0, &pair) == OK;
}

/* The scalars of the cell that curses holds for a place; the number of them, 0 for none. */
int cn_read_cell(int row, int column, uint32_t scalars[CCHARW_MAX], uint32_t *attributes, int *pair);

/* Sets the character locale from the environment; true when it is UTF-8. */
bool cn_set_locale_from_environment(void);
/* Sets the character locale by name; false when there is none of the name. */
bool cn_set_locale(const char *name);

#endif
