/* Exercises every function of the C shims with values from the edges, for the undefined-behaviour sanitizer. */

#include "CCurl.h"
#include "CNCurses.h"

#include <assert.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml.h>

#undef NDEBUG
#include <assert.h>

static void texts(void) {
  static const uint32_t scalars[] = {0, 1, 0x1B, 'a', 0x7F, 0x9B, 0x300, 0x4E00, 0xD800, 0xFFFF, 0x10FFFF, 0x110000,
                                     INT32_MAX, UINT32_MAX};
  enum { COUNT = sizeof scalars / sizeof scalars[0] };
  for (int i = 0; i < COUNT; i++) (void)cn_width(scalars[i]);
  for (int count = 0; count <= COUNT; count++) {
    cchar_t cell;
    (void)cn_set_cell(&cell, scalars, count, UINT32_MAX, INT_MAX);
    (void)cn_set_cell(&cell, scalars, count, 0, -1);
  }
  for (int bits = 0; bits < 32; bits++) {
    (void)cn_attributes(bits & 1, bits & 2, bits & 4, bits & 8, bits & 16);
  }
  assert(!cn_set_locale("no such locale"));
  (void)cn_set_locale_from_environment();
}

static void screen(void) {
  cn_screen screen;
  int pipes[2];
  assert(pipe(pipes) == 0);
  assert(cn_open_screen(&screen, "no-such-terminal", pipes[1], pipes[0]) != CN_SCREEN_OPENED);
  int nowhere = open("/dev/null", O_RDWR);
  assert(cn_open_screen(&screen, "xterm-256color", nowhere, pipes[0]) == CN_SCREEN_OPENED);
  static const int places[] = {INT_MIN, -1, 0, 1, 23, 24, 79, 80, INT_MAX};
  enum { COUNT = sizeof places / sizeof places[0] };
  for (int row = 0; row < COUNT; row++) {
    for (int column = 0; column < COUNT; column++) {
      uint32_t scalars[CN_CELL_SCALARS];
      uint32_t attributes = 0;
      int pair = 0;
      (void)cn_read_cell(places[row], places[column], scalars, &attributes, &pair);
    }
  }
  assert(cn_window() != NULL && cn_rows() > 0 && cn_columns() > 0 && cn_color_pairs() >= 0);
  cn_forget_screen();
  free(cn_capability("smcup"));
  free(cn_capability("no such capability"));
  assert(cn_colors_of("xterm-256color") >= 8);
  assert(cn_colors_of("no-such-terminal") == -1);
  (void)cn_colors_of("");
  cn_leave_screen();
  cn_close_screen(&screen);
  close(nowhere);
  close(pipes[0]);
  close(pipes[1]);
}

static void terminal(void) {
  int pipes[2];
  uint8_t buffer[8];
  int columns = 0;
  int rows = 0;
  assert(pipe(pipes) == 0);
  assert(cn_read_available(pipes[0], buffer, sizeof buffer) == 0);
  assert(cn_write_all(pipes[1], (const uint8_t *)"abc", 3, 0));
  assert(cn_write_all(pipes[1], NULL, 0, INT_MIN));
  assert(cn_read_available(pipes[0], buffer, sizeof buffer) == 3);
  assert(cn_read_available(pipes[0], buffer, 0) <= 0);
  assert(!cn_window_size(pipes[0], &columns, &rows));
  assert(!cn_window_size(-1, &columns, &rows));
  assert(cn_in_foreground(pipes[0]));
  cn_save_modes(pipes[0]);
  cn_restore_modes(pipes[0]);
  int copy = cn_copy_descriptor(pipes[1]);
  assert(copy > 2 && cn_copy_descriptor(-1) == -1);
  close(copy);
  assert(cn_open_log("/no such folder/log") >= -1);
  close(pipes[1]);
  assert(cn_read_available(pipes[0], buffer, sizeof buffer) == CN_READ_CLOSED);
  assert(cn_read_available(-1, buffer, sizeof buffer) <= 0);
  close(pipes[0]);
  assert(!cn_write_all(-1, (const uint8_t *)"x", 1, 0));
}

static void signals(void) {
  static uint8_t reset[CN_RESET_CAPACITY + 1];
  memset(reset, 'r', sizeof reset);
  assert(!cn_crash_arm(1, reset, sizeof reset));
  assert(!cn_crash_arm(1, reset, SIZE_MAX));
  int received = cn_signals_install();
  assert(received >= 0 && cn_signals_install() == -1);
  for (int i = 0; i < 100000; i++) raise(SIGWINCH);
  uint8_t byte = 0;
  assert(read(received, &byte, 1) == 1 && byte == SIGWINCH);
  cn_signals_uninstall();
  cn_signals_uninstall();
  static const int crashes[] = {SIGSEGV, SIGABRT, SIGILL, SIGQUIT};
  for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
    int pipes[2];
    assert(pipe(pipes) == 0);
    pid_t child = fork();
    if (child == 0) {
      if (!cn_crash_arm(pipes[1], reset, CN_RESET_CAPACITY)) _exit(1);
      if (!cn_crash_arm(pipes[1], reset, CN_RESET_CAPACITY)) _exit(1);
      raise(crashes[i]);
      _exit(2);
    }
    int status = 0;
    assert(waitpid(child, &status, 0) == child);
    assert(WIFSIGNALED(status) && WTERMSIG(status) == crashes[i]);
    uint8_t written[CN_RESET_CAPACITY + 1];
    assert(read(pipes[0], written, sizeof written) == CN_RESET_CAPACITY);
    close(pipes[0]);
    close(pipes[1]);
  }
  assert(cn_crash_arm(1, reset, 0));
  cn_crash_disarm();
  cn_crash_disarm();
}

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

static void curl(void) {
  const char *problem = ccurl_load();
  if (problem) {
    printf("libcurl is not here: %s\n", problem);
    return;
  }
  assert(ccurl_load() == NULL);
  CURL *easy = ccurl_easy_new();
  CURLM *multi = ccurl_multi_new();
  assert(easy && multi);
  assert(ccurl_set_string(easy, CURLOPT_URL, "http://127.0.0.1:9/") == CURLE_OK);
  assert(ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1) == CURLE_OK);
  (void)ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, LONG_MAX);
  (void)ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, LONG_MIN);
  (void)ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, 2000);
  (void)ccurl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, INT64_MAX);
  assert(ccurl_set_receiver(easy, CURLOPT_WRITEFUNCTION, receive) == CURLE_OK);
  assert(ccurl_set_pointer(easy, CURLOPT_WRITEDATA, NULL) == CURLE_OK);
  (void)ccurl_set_blob(easy, CURLOPT_CAINFO_BLOB, "", 0);
  (void)ccurl_set_blob(easy, CURLOPT_CAINFO_BLOB, NULL, 0);
  assert(ccurl_allow_only_http(easy) == CURLE_OK);
  ccurl_leave_resolver(easy);
  struct curl_slist *list = NULL;
  for (int i = 0; i < 100; i++) list = ccurl_list_append(list, "X-A: b");
  assert(ccurl_set_pointer(easy, CURLOPT_HTTPHEADER, list) == CURLE_OK);
  assert(ccurl_multi_add(multi, easy) == CURLM_OK);
  CURLcode result = CURLE_OK;
  CURL *finished = NULL;
  for (int i = 0; i < 1000 && !finished; i++) {
    assert(ccurl_multi_perform(multi) == CURLM_OK);
    finished = ccurl_multi_finished(multi, &result);
    if (!finished) assert(ccurl_multi_poll(multi, 10) == CURLM_OK);
  }
  assert(finished == easy && result != CURLE_OK && ccurl_error_text(result));
  (void)ccurl_error_text((CURLcode)INT_MAX);
  (void)ccurl_get_long(easy, CURLINFO_RESPONSE_CODE);
  (void)ccurl_get_size(easy, CURLINFO_SIZE_DOWNLOAD_T);
  (void)ccurl_default_ca_file(easy);
  (void)ccurl_get_certificates(easy);
  assert(ccurl_multi_wakeup(multi) == CURLM_OK);
  assert(ccurl_multi_remove(multi, easy) == CURLM_OK);
  ccurl_easy_free(easy);
  ccurl_multi_free(multi);
  ccurl_list_free(list);
}

/* libyaml as it is used: a text, also a broken one, event by event. */
static void yaml(void) {
  static const char *texts[] = {"a: [1, {b: c}]\n", "a: [", "&a [*a]", "\xFF\xFE", "", "%YAML 9.9\n---\n", "? ? ?", "\t"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    yaml_parser_t parser;
    assert(yaml_parser_initialize(&parser) == 1);
    yaml_parser_set_input_string(&parser, (const unsigned char *)texts[i], strlen(texts[i]));
    for (bool ends = false; !ends;) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser, &event)) break;
      ends = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
  }
}

int main(void) {
  texts();
  terminal();
  signals();
  screen();
  curl();
  yaml();
  puts("the C shims are clean");
  return 0;
}
