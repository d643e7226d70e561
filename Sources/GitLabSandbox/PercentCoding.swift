/// Percent encoding of paths and forms.
enum PercentCoding {
  /// Decodes `%XX`; `+` stays, and so does a percent sign without two digits.
  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
    var output: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        output.append(value)
        rest = rest.dropFirst(2)
      } else {
        output.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Pairs of an `application/x-www-form-urlencoded` text.
  static func form(_ text: String) -> [(String, String)] {
    text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      let value = pair.dropFirst(name.count).dropFirst()
      return (decode(name, plusIsSpace: true), decode(value, plusIsSpace: true))
    }
  }

  /// Encodes everything but the unreserved characters of RFC 3986.
  static func encode(_ text: String) -> String {
    var output = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || "0123456789-._~".utf8.contains(byte) {
        output.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        output += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return output
  }
}
