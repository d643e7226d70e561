/* For strcasestr and wcwidth. */
#define _GNU_SOURCE
#include "CNCurses.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/* Why newterm refused: setupterm tells, when asked for its verdict rather than to exit. */
static int refusal(const char *type, int output) {
  int verdict = 1;
  if (setupterm((char *)type, output, &verdict) == OK) {
    del_curterm(cur_term);
    return CN_SCREEN_UNSUITABLE;
  }
  if (verdict == -1) return CN_SCREEN_DATABASE_MISSING;
  return verdict == 1 ? CN_SCREEN_UNSUITABLE : CN_SCREEN_TYPE_UNKNOWN;
}

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = cn_copy_descriptor(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

int cn_open_screen(cn_screen *screen, const char *type, int output, int input) {
  memset(screen, 0, sizeof *screen);
  screen->output = open_copy(output, "w");
  screen->input = open_copy(input, "r");
  if (!screen->output || !screen->input) {
    cn_close_screen(screen);
    return CN_SCREEN_NO_MEMORY;
  }
  screen->screen = newterm((char *)type, screen->output, screen->input);
  if (!screen->screen) {
    int reason = refusal(type, output);
    cn_close_screen(screen);
    return reason;
  }
  /* Without these every paint would garble the screen. */
  char *move = tigetstr("cup");
  char *clear = tigetstr("clear");
  if (!move || move == (char *)-1 || !clear || clear == (char *)-1) {
    cn_leave_screen();
    cn_close_screen(screen);
    return CN_SCREEN_UNSUITABLE;
  }
  return CN_SCREEN_OPENED;
}

void cn_close_screen(cn_screen *screen) {
  if (screen->screen) delscreen(screen->screen);
  if (screen->output) fclose(screen->output);
  if (screen->input) fclose(screen->input);
  memset(screen, 0, sizeof *screen);
}

void cn_leave_screen(void) {
  sigset_t blocked, previous;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &previous);
  endwin();
  pthread_sigmask(SIG_SETMASK, &previous, NULL);
}

/* Padding, as in "\E[H\E[J$<50>", is a delay for terminals of the seventies. */
static void strip_padding(char *text) {
  char *to = text;
  for (char *from = text; *from; from++) {
    char *end = from[0] == '$' && from[1] == '<' ? strchr(from, '>') : NULL;
    if (end) {
      from = end;
    } else {
      *to++ = *from;
    }
  }
  *to = 0;
}

char *cn_capability(const char *name) {
  char *value = tigetstr((char *)name);
  if (!value || value == (char *)-1 || !*value) return NULL;
  char *copy = strdup(value);
  if (copy) strip_padding(copy);
  return copy;
}

int cn_colors_of(const char *name) {
  int status;
  TERMINAL *before = cur_term;
  if (setupterm((char *)name, STDOUT_FILENO, &status) != OK) return -1;
  int colors = tigetnum("colors");
  TERMINAL *used = cur_term;
  set_curterm(before);
  del_curterm(used);
  return colors;
}

int cn_width(uint32_t scalar) {
  char encoded[MB_LEN_MAX];
  mbstate_t state = {0};
  if (wcrtomb(encoded, (wchar_t)scalar, &state) == (size_t)-1) return -1;
  return wcwidth((wchar_t)scalar);
}

int cn_read_cell(int row, int column, uint32_t scalars[CCHARW_MAX], uint32_t *attributes, int *pair) {
  cchar_t cell;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t bits = 0;
  short small = 0;
  if (mvin_wch(row, column, &cell) != OK) return 0;
  if (getcchar(&cell, text, &bits, &small, pair) != OK) return 0;
  *attributes = bits;
  int count = 0;
  while (count < CCHARW_MAX && text[count]) {
    scalars[count] = (uint32_t)text[count];
    count++;
  }
  return count;
}

static bool is_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool cn_set_locale(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

bool cn_set_locale_from_environment(void) {
  if (setlocale(LC_CTYPE, "")) return is_utf8();
  /* A locale that is not installed here, as after ssh has carried LANG along: the terminal
   * speaks UTF-8 all the same when the name says so. */
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (!value || !*value) continue;
    bool wanted = strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    return wanted && setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
  }
  return false;
}
