import TerminalUI

/// Reads the answer to a query for the background colour, as in `11;rgb:1e1e/1e1e/1e1e`.
enum ColorAnswer {
  static func background(_ bytes: [UInt8]) -> InputEvent? {
    let text = Substring(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: ";", maxSplits: 1)
    guard parts.count == 2, parts[0] == "11" else { return nil }
    let prefix = ["rgb:", "rgba:"].first { parts[1].hasPrefix($0) }
    guard let prefix else { return nil }
    let channels = parts[1].dropFirst(prefix.count).split(
      separator: "/", omittingEmptySubsequences: false)
    guard channels.count == (prefix == "rgb:" ? 3 : 4) else { return nil }
    let values = channels.compactMap(channel)
    guard values.count == channels.count else { return nil }
    return .background(red: values[0], green: values[1], blue: values[2])
  }

  /// One to four hexadecimal digits, of which all set means full brightness (XParseColor(3)).
  private static func channel(_ digits: Substring) -> UInt8? {
    guard 1...4 ~= digits.utf8.count, digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    let full = (1 << (4 * digits.utf8.count)) - 1
    return UInt8((value * 255 + full / 2) / full)
  }
}
