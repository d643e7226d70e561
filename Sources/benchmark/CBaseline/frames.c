#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "frames.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

static attr_t attributes_of(int bits) {
  attr_t attributes = A_NORMAL;
  attributes |= (bits & 1) ? A_BOLD : 0;
  attributes |= (bits & 2) ? A_DIM : 0;
  attributes |= (bits & 4) ? A_ITALIC : 0;
  attributes |= (bits & 8) ? A_UNDERLINE : 0;
  attributes |= (bits & 16) ? A_REVERSE : 0;
  return attributes;
}

static void paint_run(const char *line) {
  int row, column, bits, foreground, background, text = 0;
  if (sscanf(line, "r %d %d %d %d %d |%n", &row, &column, &bits, &foreground, &background,
             &text) < 5 ||
      text == 0) {
    return;
  }
  int pair = has_colors() ? alloc_pair(foreground, background) : 0;
  attr_set(attributes_of(bits), 0, &pair);
  mvaddstr(row, column, line + text);
}

bool frames_paint_next(FILE *file) {
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  bool painted = false;
  int row = 0, column = 0, visible = 1;

  erase();
  while ((length = getline(&line, &room, file)) > 0) {
    if (line[length - 1] == '\n') {
      line[length - 1] = '\0';
    }
    if (line[0] == 'r') {
      paint_run(line);
    } else if (line[0] == 'c') {
      sscanf(line, "c %d %d %d", &row, &column, &visible);
    } else {
      painted = true;
      break;
    }
  }
  free(line);
  if (painted) {
    curs_set(visible);
    move(row, column);
    refresh();
  }
  return painted;
}
