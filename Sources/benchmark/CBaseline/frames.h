#ifndef CBASELINE_FRAMES_H
#define CBASELINE_FRAMES_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Reads a frame and paints it. A frame is a line for every run of cells of one style,
 * "r ROW COLUMN BITS FOREGROUND BACKGROUND |TEXT", a line "c ROW COLUMN VISIBLE" for the cursor,
 * and a line "." at its end. Bits: 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse, 32 strike
 * (which ncurses has no attribute for); colours are numbers of the palette, -1 is the terminal's
 * own. Returns false at the end of the file.
 */
bool frames_paint_next(FILE *file);

#endif
