/*
 * A minimal ncurses program: what runner-wizard is measured beside.
 *
 *   CBaseline cells COUNT TITLE   paints the title and COUNT further cells, then waits for keys
 *   CBaseline frames FILE         paints the first frame of FILE; every key shows the next one
 *
 * It repaints whole frames and leaves it to ncurses to send what changed.
 */
#define _XOPEN_SOURCE_EXTENDED 1

#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "frames.h"

/*
 * SwiftPM links every program through swiftc, which names the Swift and C++ runtimes whether they are
 * used or not. swiftc takes the options in this section before them; with this one the linker leaves
 * out what nothing refers to, and this stays a C program that loads ncurses and the C library.
 */
__attribute__((section(".swift1_autolink_entries"), used)) static const char link_only_what_is_used[] =
    "-Wl,--as-needed";

static void start(void) {
  setlocale(LC_ALL, "");
  initscr();
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  start_color();
  use_default_colors();
}

/* Cells differ from their neighbours, so that no terminal repeats one instead of drawing them. */
static void paint_cells(int count, const char *title) {
  mvaddstr(0, 0, title);
  for (int cell = 0; cell < count; cell++) {
    int row = 1 + cell / COLS;
    if (row >= LINES) {
      break;
    }
    mvaddch(row, cell % COLS, (chtype)('a' + cell % 26));
  }
  refresh();
}

static int show_cells(int count, const char *title) {
  start();
  paint_cells(count, title);
  while (getch() != ERR) {
    paint_cells(count, title);
  }
  endwin();
  return 0;
}

static int show_frames(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    perror(path);
    return 1;
  }
  start();
  bool more = frames_paint_next(file);
  while (more && getch() != ERR) {
    more = frames_paint_next(file);
  }
  endwin();
  fclose(file);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "cells") == 0) {
    return show_cells(atoi(argv[2]), argv[3]);
  }
  if (argc == 3 && strcmp(argv[1], "frames") == 0) {
    return show_frames(argv[2]);
  }
  fputs("usage: CBaseline cells COUNT TITLE | frames FILE\n", stderr);
  return 2;
}
