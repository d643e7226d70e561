/// The text as one component of a path: everything but RFC 3986's unreserved characters is encoded, so
/// `a/b` becomes `a%2Fb`, as GitLab wants the full path of a group or project.
func percentEncoded(_ text: some StringProtocol) -> String {
  var result = ""
  for byte in text.utf8 {
    if byte.isUnreserved {
      result.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      let digits = String(byte, radix: 16, uppercase: true)
      result += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }
  }
  return result
}

/// The same with slashes kept, for the address of a page.
func percentEncodedPath(_ text: String) -> String {
  text.split(separator: "/").map(percentEncoded).joined(separator: "/")
}

/// The text with every valid `%XX` replaced by its byte; anything else stays.
func percentDecoded(_ text: some StringProtocol) -> String {
  let bytes = Array(text.utf8)
  var decoded: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
      let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
    {
      decoded.append(UInt8(high << 4 | low))
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
