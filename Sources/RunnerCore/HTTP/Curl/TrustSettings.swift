import CCurl
import Glibc

/// Which certificates a connection trusts, and which one it presents.
struct TrustSettings: Equatable, Sendable {
  /// PEM file of authorities besides the others.
  var caFile: String?
  /// PEM file and folder of authorities in place of libcurl's own.
  var bundle: String?
  var folder: String?
  var clientCertificate: String?
  var clientKey: String?
  /// The SHA-256 of the one public key that is trusted, in Base64; then no authority is asked.
  var pin: String?

  /// Besides the connection's own files, the variables that the curl tool reads and libcurl does not: `CURL_CA_BUNDLE`,
  /// else `SSL_CERT_DIR` and `SSL_CERT_FILE` (curl: `src/tool_operate.c`).
  init(connection: Connection, environment: (String) -> String?) {
    caFile = connection.caFile
    clientCertificate = connection.clientCertificate
    clientKey = connection.clientKey
    pin = connection.pinSHA256
    bundle = environment("CURL_CA_BUNDLE")
    if bundle == nil {
      folder = environment("SSL_CERT_DIR")
      bundle = environment("SSL_CERT_FILE")
    }
  }

  init() {}

  /// A variable of the environment; empty counts as not set.
  @Sendable static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  func apply(to handle: UnsafeMutableRawPointer) throws(TransportFailure) {
    if let pin {
      try trustOnly(pin, on: handle)
    } else {
      if let folder { try set(CURLOPT_CAPATH, folder, on: handle) }
      if let caFile {
        try add(caFile, to: handle)
      } else if let bundle {
        try set(CURLOPT_CAINFO, bundle, on: handle)
      }
    }
    try presentClientCertificate(on: handle)
  }

  func presentClientCertificate(on handle: UnsafeMutableRawPointer) throws(TransportFailure) {
    if let clientCertificate {
      try set(CURLOPT_SSLCERT, clientCertificate, on: handle)
      let name = clientCertificate.lowercased()
      if name.hasSuffix(".p12") || name.hasSuffix(".pfx") {
        try set(CURLOPT_SSLCERTTYPE, "P12", on: handle)
      }
    }
    if let clientKey { try set(CURLOPT_SSLKEY, clientKey, on: handle) }
  }

  /// Trusts exactly the server that holds this key, whoever issued its certificate, for whatever name and time.
  ///
  /// libcurl compares the key after the handshake and before it sends anything (curl: `lib/vtls/openssl.c`,
  /// servercert). A library that cannot is not used, because then nothing would be checked at all.
  private func trustOnly(
    _ pin: String, on handle: UnsafeMutableRawPointer
  ) throws(TransportFailure) {
    guard let key = PublicKeyPin(pin) else {
      throw .notSent(.tls(.other), Texts.pinMalformed)
    }
    guard ccurl_set_string(handle, CURLOPT_PINNEDPUBLICKEY, key.curlText) == CURLE_OK else {
      throw .notSent(.tls(.other), Texts.pinUnsupported)
    }
    guard ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 0) == CURLE_OK,
      ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 0) == CURLE_OK
    else { throw .notSent(.tls(.other), Texts.pinUnsupported) }
  }

  /// Trusts the file's authorities and the system's: libcurl takes one bundle, so both are joined in memory.
  private func add(_ caFile: String, to handle: UnsafeMutableRawPointer) throws(TransportFailure) {
    guard let own = Self.contents(of: caFile) else {
      throw .notSent(.certificateFile, "\(caFile) cannot be read")
    }
    guard String(decoding: own, as: UTF8.self).firstRange(ofASCII: "CERTIFICATE-----") != nil
    else { throw .notSent(.certificateFile, "\(caFile) holds no certificate in PEM form") }

    var all = Self.systemBundle(preferring: bundle, handle)
    if bundle != nil, all.isEmpty {
      throw .notSent(.certificateFile, "\(bundle ?? "") cannot be read")
    }
    all.append(UInt8(ascii: "\n"))
    all += own
    let code = all.withUnsafeBytes { bytes in
      ccurl_set_blob(handle, CURLOPT_CAINFO_BLOB, bytes.baseAddress, bytes.count)
    }
    // Before libcurl 7.77, and with some TLS libraries still, there is no bundle from memory. The system's
    // authorities then come from its folder alone.
    if code != CURLE_OK { try set(CURLOPT_CAINFO, caFile, on: handle) }
  }

  private func set(
    _ option: CURLoption, _ value: String, on handle: UnsafeMutableRawPointer
  ) throws(TransportFailure) {
    guard ccurl_set_string(handle, option, value) == CURLE_OK else {
      throw .notSent(.certificateFile, "libcurl cannot use \(value)")
    }
  }

  /// Where distributions keep the bundle: Debian, Fedora, openSUSE, Alpine.
  private static let usualBundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  private static func systemBundle(
    preferring bundle: String?, _ handle: UnsafeMutableRawPointer
  ) -> [UInt8] {
    if let bundle { return contents(of: bundle) ?? [] }
    let builtIn = ccurl_default_ca_file(handle).map { String(cString: $0) }
    for path in [builtIn].compactMap(\.self) + usualBundles {
      if let bytes = contents(of: path), !bytes.isEmpty { return bytes }
    }
    return []
  }

  /// Bytes of a file of certificates; larger is something else.
  private static let sizeLimit = 8 << 20

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rbe") else { return nil }
    defer { fclose(file) }
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      contents += buffer[..<count]
      guard contents.count <= sizeLimit else { return nil }
    }
    return ferror(file) == 0 ? contents : nil
  }
}
