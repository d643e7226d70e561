#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/* Every function of libcurl that is used. */
#define FUNCTIONS(X)                                                                               \
  X(CURLcode, curl_global_init, (long))                                                            \
  X(CURL *, curl_easy_init, (void))                                                                \
  X(void, curl_easy_cleanup, (CURL *))                                                             \
  X(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...))                                         \
  X(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))                                          \
  X(const char *, curl_easy_strerror, (CURLcode))                                                  \
  X(struct curl_slist *, curl_slist_append, (struct curl_slist *, const char *))                   \
  X(void, curl_slist_free_all, (struct curl_slist *))                                              \
  X(CURLM *, curl_multi_init, (void))                                                              \
  X(CURLMcode, curl_multi_cleanup, (CURLM *))                                                      \
  X(CURLMcode, curl_multi_add_handle, (CURLM *, CURL *))                                           \
  X(CURLMcode, curl_multi_remove_handle, (CURLM *, CURL *))                                        \
  X(CURLMcode, curl_multi_perform, (CURLM *, int *))                                               \
  X(CURLMcode, curl_multi_poll, (CURLM *, struct curl_waitfd *, unsigned int, int, int *))         \
  X(CURLMcode, curl_multi_wakeup, (CURLM *))                                                       \
  X(CURLMsg *, curl_multi_info_read, (CURLM *, int *))

#define DECLARE(result, name, parameters) result(*name) parameters;
static struct { FUNCTIONS(DECLARE) } lib;

static char problem[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int resolve(void *library) {
  const char *missing = NULL;
#define RESOLVE(result, name, parameters)                                                          \
  if (!(*(void **)&lib.name = dlsym(library, #name))) missing = #name;
  FUNCTIONS(RESOLVE)
  if (missing) snprintf(problem, sizeof problem, "libcurl is too old, it lacks %s", missing);
  return missing == NULL;
}

static void load(void) {
  /* Debian and its derivatives name the build with GnuTLS differently. */
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    void *library = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
      if (!problem[0]) {
        const char *text = dlerror();
        snprintf(problem, sizeof problem, "%s", text ? text : "libcurl.so.4 is missing");
      }
      continue;
    }
    if (!resolve(library)) {
      dlclose(library);
      continue;
    }
    if (lib.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      snprintf(problem, sizeof problem, "%s cannot be initialized", names[index]);
      return;
    }
    problem[0] = '\0';
    return;
  }
}

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return problem[0] ? problem : NULL;
}

CURL *ccurl_easy_new(void) { return lib.curl_easy_init(); }

void ccurl_easy_free(CURL *easy) { lib.curl_easy_cleanup(easy); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return lib.curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return lib.curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value) {
  return lib.curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return lib.curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_receiver(CURL *easy, CURLoption option, ccurl_receiver value) {
  return lib.curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return lib.curl_easy_setopt(easy, option, &blob);
}

CURLcode ccurl_allow_only_http(CURL *easy) {
  /* CURLOPT_PROTOCOLS_STR came with 7.85; the header this is built with may be older than the library. */
  const CURLoption by_name = (CURLoption)(CURLOPTTYPE_STRINGPOINT + 318);
  /* CURLOPT_PROTOCOLS, which newer headers warn about. */
  const CURLoption by_mask = (CURLoption)(CURLOPTTYPE_LONG + 181);
  CURLcode code = lib.curl_easy_setopt(easy, by_name, "http,https");
  if (code == CURLE_OK) return code;
  return lib.curl_easy_setopt(easy, by_mask, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
}

void ccurl_leave_resolver(CURL *easy) {
  /* CURLOPT_QUICK_EXIT came with 7.87. */
  lib.curl_easy_setopt(easy, (CURLoption)(CURLOPTTYPE_LONG + 322), 1L);
}

long ccurl_get_long(CURL *easy, CURLINFO info) {
  long value = 0;
  return lib.curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

curl_off_t ccurl_get_size(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  return lib.curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

const char *ccurl_default_ca_file(CURL *easy) {
  /* CURLINFO_CAINFO came with 7.84. */
  const CURLINFO info = (CURLINFO)(CURLINFO_STRING + 61);
  const char *value = NULL;
  return lib.curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : NULL;
}

const struct curl_certinfo *ccurl_get_certificates(CURL *easy) {
  struct curl_certinfo *value = NULL;
  return lib.curl_easy_getinfo(easy, CURLINFO_CERTINFO, &value) == CURLE_OK ? value : NULL;
}

const char *ccurl_error_text(CURLcode code) { return lib.curl_easy_strerror(code); }

struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text) {
  return lib.curl_slist_append(list, text);
}

void ccurl_list_free(struct curl_slist *list) { lib.curl_slist_free_all(list); }

CURLM *ccurl_multi_new(void) { return lib.curl_multi_init(); }

void ccurl_multi_free(CURLM *multi) { lib.curl_multi_cleanup(multi); }

CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy) {
  return lib.curl_multi_add_handle(multi, easy);
}

CURLMcode ccurl_multi_remove(CURLM *multi, CURL *easy) {
  return lib.curl_multi_remove_handle(multi, easy);
}

CURLMcode ccurl_multi_perform(CURLM *multi) {
  int running;
  return lib.curl_multi_perform(multi, &running);
}

CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
  return lib.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) { return lib.curl_multi_wakeup(multi); }

CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result) {
  int left;
  CURLMsg *message;
  while ((message = lib.curl_multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
