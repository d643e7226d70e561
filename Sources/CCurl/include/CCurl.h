#ifndef CCURL_H
#define CCURL_H

/// libcurl without linking it: its forty libraries would be loaded at every start, and without them the program
/// would not start at all. Types and constants come from its header, the functions from the library found
/// at run time.

#include <stddef.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/// Loads libcurl and initializes it, once for the process, from any thread. NULL on success, otherwise why not;
/// none of the functions below may be called then. The text lives as long as the process.
const char *ccurl_load(void);

typedef size_t (*ccurl_receiver)(char *bytes, size_t size, size_t count, void *context);

CURL *ccurl_easy_new(void);
void ccurl_easy_free(CURL *easy);
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_receiver(CURL *easy, CURLoption option, ccurl_receiver value);
/// The bytes are copied.
CURLcode ccurl_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count);
/// Refuses every scheme but http and https, by the option that this libcurl knows.
CURLcode ccurl_allow_only_http(CURL *easy);
/// Lets a transfer that is ended while its host name is looked up go at once; older libraries wait for the
/// resolver instead.
void ccurl_leave_resolver(CURL *easy);
/// 0 where libcurl does not know the information.
long ccurl_get_long(CURL *easy, CURLINFO info);
curl_off_t ccurl_get_size(CURL *easy, CURLINFO info);
/// The file of certificate authorities that this libcurl was built with; NULL where it does not say.
const char *ccurl_default_ca_file(CURL *easy);
/// What CURLOPT_CERTINFO gathered; NULL where libcurl cannot gather it. Lives as long as the handle does nothing else.
const struct curl_certinfo *ccurl_get_certificates(CURL *easy);
const char *ccurl_error_text(CURLcode code);

struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text);
void ccurl_list_free(struct curl_slist *list);

CURLM *ccurl_multi_new(void);
void ccurl_multi_free(CURLM *multi);
CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi);
/// Waits for any socket of the transfers, a timer of theirs or a wake-up.
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
/// The only function that may be called from another thread.
CURLMcode ccurl_multi_wakeup(CURLM *multi);
/// The next finished transfer with its result; NULL when there is none.
CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result);

#endif
