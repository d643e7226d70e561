import FoundationEssentials

/// The SHA-256 of a public key, as people write it down: Base64, with or without `sha256//` before it.
struct PublicKeyPin: Equatable {
  /// 32 bytes.
  let digest: Data

  init?(_ text: String) {
    let mark = "sha256//"
    let trimmed = text.trimmingASCIIWhiteSpace()
    let base64 = trimmed.hasPrefix(mark) ? String(trimmed.dropFirst(mark.count)) : trimmed
    guard let digest = Data(base64Encoded: base64), digest.count == 32 else { return nil }
    self.digest = digest
  }

  /// As `CURLOPT_PINNEDPUBLICKEY` takes it. Anything else it would take for the name of a file.
  var curlText: String { "sha256//" + digest.base64EncodedString() }
}
