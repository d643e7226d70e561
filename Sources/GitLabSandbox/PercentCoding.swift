/// Percent encoding of paths and forms.
enum PercentCoding {
  /// Decodes `%XX`; `+` stays, and so does a percent sign without two digits.
  static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
    var output: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      let digits = byte == UInt8(ascii: "%") ? rest.prefix(2).compactMap(hexValue) : []
      if digits.count == 2 {
        output.append(digits[0] << 4 | digits[1])
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

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
