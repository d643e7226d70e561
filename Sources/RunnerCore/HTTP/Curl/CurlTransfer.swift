import CCurl

/// One request under way: the only owner of its easy handle. Lives on the worker's thread alone.
final class CurlTransfer {
  let id: UInt64
  let handle: UnsafeMutableRawPointer

  private let task: CurlTask
  private let request: HTTPRequest
  private let proxy: ProxyAddress?
  private let continuation: CheckedContinuation<CurlWorker.Answer, Never>
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var body: [UInt8] = []
  private var headers: [HeaderField] = []
  private var headerBytes = 0
  private var isTooLarge = false

  /// Bytes of all headers of an answer; more is no answer of GitLab's.
  private static let headerLimit = 262_144

  /// Throws, without answering the job, where libcurl or a file of certificates does not allow the request.
  init(_ job: CurlWorker.Job, settings: CurlSettings) throws(TransportFailure) {
    guard let handle = ccurl_easy_new() else {
      throw .notSent(.other, "libcurl is out of memory")
    }
    id = job.id
    task = job.task
    request = job.task.request
    proxy = settings.proxy
    continuation = job.continuation
    self.handle = handle
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try configure(settings.trust)
  }

  deinit {
    ccurl_easy_free(handle)
    ccurl_list_free(headerList)
    errorText.deallocate()
  }

  /// Answers with what libcurl says at the end. Call it before the handle leaves the multi handle.
  func finish(_ code: CURLcode) {
    guard code != CURLE_OK else {
      let status = Int(ccurl_get_long(handle, CURLINFO_RESPONSE_CODE))
      let response = HTTPResponse(status: status, headers: headers, body: body)
      let certificates: [String]? = if case .certificates = task { readCertificates() } else { [] }
      continuation.resume(
        returning: .success(CurlAnswer(response: response, certificates: certificates)))
      return
    }
    let text = String(cString: errorText)
    let ownWords = text.isEmpty ? String(cString: ccurl_error_text(code)) : text
    // libcurl quotes the address of a proxy that it does not understand (curl: `lib/url.c`, parse_proxy).
    let words = proxy?.redacting(ownWords) ?? ownWords
    let facts = CurlFailureFacts(
      code: code, text: "\(words) (curl \(code.rawValue))", isTooLarge: isTooLarge,
      verifyResult: Int(ccurl_get_long(handle, CURLINFO_SSL_VERIFYRESULT)),
      proxyStatus: Int(ccurl_get_long(handle, CURLINFO_HTTP_CONNECTCODE)), wasSent: wasSent,
      server: try? ServerURL(parsing: AddressParts(request.url).origin))
    fail(facts.failure)
  }

  func cancel() {
    fail(TransportFailure(kind: .cancelled, detail: "cancelled", wasSent: wasSent))
  }

  private func fail(_ failure: TransportFailure) {
    continuation.resume(returning: .failure(failure))
  }

  /// Whether any byte of the request may have gone out. Bytes to a proxy for a tunnel do not count: inside
  /// the tunnel nothing goes out before the TLS handshake, whose time is zero until it is done.
  private var wasSent: Bool {
    guard ccurl_get_long(handle, CURLINFO_REQUEST_SIZE) > 0 else { return false }
    let isEncrypted = request.url.hasPrefix("https:")
    let isNewConnection = ccurl_get_long(handle, CURLINFO_NUM_CONNECTS) > 0
    return !isEncrypted || !isNewConnection
      || ccurl_get_size(handle, CURLINFO_APPCONNECT_TIME_T) > 0
  }

  private func configure(_ trust: TrustSettings) throws(TransportFailure) {
    try set(CURLOPT_URL, request.url)
    try check(ccurl_allow_only_http(handle), "protocols")
    try set(CURLOPT_NOSIGNAL, 1)
    ccurl_leave_resolver(handle)
    try set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.connectTimeout))
    try set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.timeout))
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try check(ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), "error text")
    try configureProxy()
    try configureReceivers()
    switch task {
    case .exchange:
      try configureMethod()
      try configureHeaders()
      try configure(trust, isEncrypted: request.url.hasPrefix("https:"))
    case .certificates(_, let presentsOwn):
      try configureReadingCertificates()
      if presentsOwn { try trust.presentClientCertificate(on: handle) }
    }
  }

  private func configure(_ trust: TrustSettings, isEncrypted: Bool) throws(TransportFailure) {
    if isEncrypted {
      try trust.apply(to: handle)
    } else if trust.pin != nil {
      // Without TLS there is no key that could be compared.
      throw .notSent(.tls(.other), Texts.pinWithoutTLS)
    }
  }

  private func configureProxy() throws(TransportFailure) {
    guard let proxy else { return }
    try check(ccurl_set_string(handle, CURLOPT_PROXY, proxy.url.reveal()), "the proxy")
    // A proxy that is named is meant, whatever NO_PROXY says of the host.
    try set(CURLOPT_NOPROXY, "")
  }

  /// Ends the transfer after the handshake, before a request, whatever the certificates are.
  private func configureReadingCertificates() throws(TransportFailure) {
    try set(CURLOPT_CONNECT_ONLY, 1)
    try set(CURLOPT_FRESH_CONNECT, 1)
    try set(CURLOPT_FORBID_REUSE, 1)
    try set(CURLOPT_SSL_VERIFYPEER, 0)
    try set(CURLOPT_SSL_VERIFYHOST, 0)
    guard ccurl_set_long(handle, CURLOPT_CERTINFO, 1) == CURLE_OK else {
      throw .notSent(.other, Texts.certificatesUnsupported)
    }
  }

  /// The certificates in PEM form, the server's own first; `nil` where libcurl does not tell.
  private func readCertificates() -> [String]? {
    guard let info = ccurl_get_certificates(handle)?.pointee, let lists = info.certinfo,
      info.num_of_certs > 0
    else { return nil }
    let certificates = (0..<Int(info.num_of_certs)).compactMap { index -> String? in
      var entry = lists[index]
      while let field = entry {
        defer { entry = field.pointee.next }
        guard let bytes = field.pointee.data else { continue }
        let text = String(cString: bytes)
        if text.hasPrefix("Cert:") { return String(text.dropFirst("Cert:".count)) }
      }
      return nil
    }
    return certificates.isEmpty ? nil : certificates
  }

  private func configureMethod() throws(TransportFailure) {
    // Also where nothing was asked for, an intermediary may compress; then only libcurl can undo it.
    try set(CURLOPT_ACCEPT_ENCODING, "")
    if !request.isSafeToRepeat {
      // On a reused connection that the server has closed, libcurl sends the request again by itself; over
      // HTTP/2 also when the server refuses the stream.
      try set(CURLOPT_FRESH_CONNECT, 1)
      try set(CURLOPT_FORBID_REUSE, 1)
      try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    }
    guard request.method != "GET" else { return }
    try set(CURLOPT_POST, 1)
    try set(CURLOPT_CUSTOMREQUEST, request.method)
    let size = curl_off_t(request.body.count)
    try check(ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, size), "body size")
    // The bytes are copied; without any, libcurl still wants an address.
    let code = (request.body + [0]).withUnsafeBytes { bytes in
      ccurl_set_pointer(
        handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
    try check(code, "body")
  }

  private func configureHeaders() throws(TransportFailure) {
    // libcurl would wait for "100 Continue" before a large body, and send it again on 417.
    var lines = ["Expect:"]
    for header in request.headers {
      guard header.isWellFormed else {
        throw .notSent(.other, "the header \(sanitized(header.name)) is malformed")
      }
      // A header without a value has to end with a semicolon, or libcurl drops it.
      lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    for line in lines {
      guard let list = ccurl_list_append(headerList, line) else {
        throw .notSent(.other, "libcurl is out of memory")
      }
      headerList = list
    }
    try check(ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList), "headers")
  }

  private func configureReceivers() throws(TransportFailure) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    try check(ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context), "receiver")
    try check(ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context), "receiver")
    let onBody: ccurl_receiver = { bytes, size, count, context in
      CurlTransfer.receive(bytes, size * count, context) { $0.receiveBody($1) }
    }
    let onHeader: ccurl_receiver = { bytes, size, count, context in
      CurlTransfer.receive(bytes, size * count, context) { $0.receiveHeader($1) }
    }
    try check(ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION, onBody), "receiver")
    try check(ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION, onHeader), "receiver")
  }

  /// Hands bytes to the transfer behind `context`; any result but their number ends the transfer.
  private static func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ body: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    let isTaken = body(transfer, UnsafeRawBufferPointer(start: bytes, count: count))
    return isTaken ? count : count == 0 ? 1 : 0
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= request.bodyLimit else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.headerLimit else {
      isTooLarge = true
      return false
    }
    if bytes.starts(with: "HTTP/".utf8) {
      // The beginning of an answer, perhaps after an informational one.
      headers.removeAll()
    } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: bytes[..<colon], as: UTF8.self)
      let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
      headers.append(
        HeaderField(
          name: name.trimmingASCIIWhiteSpace(), value: value.trimmingASCIIWhiteSpace()))
    }
    return true
  }

  private func set(_ option: CURLoption, _ value: Int) throws(TransportFailure) {
    try check(ccurl_set_long(handle, option, value), "option \(option.rawValue)")
  }

  private func set(_ option: CURLoption, _ value: String) throws(TransportFailure) {
    try check(ccurl_set_string(handle, option, value), "option \(option.rawValue)")
  }

  private func check(_ code: CURLcode, _ what: String) throws(TransportFailure) {
    guard code != CURLE_OK else { return }
    throw .notSent(.other, "libcurl refuses \(what): \(String(cString: ccurl_error_text(code)))")
  }

  /// At least one, because zero means no limit to libcurl.
  private static func milliseconds(_ seconds: Double) -> Int {
    Int(min(max(seconds * 1_000, 1), Double(Int32.max)))
  }
}
