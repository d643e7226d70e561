/// A word in a runner's maintenance note by which it can be found where nothing but its values tells it from others.
public enum RecoveryMarker {
  /// Letters and digits that are not mistaken for each other (RFC 4648, base 32).
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567")

  /// A marker such as `rw-k3x7mqpa`, of 40 bits of a number.
  public static func make(from number: UInt64) -> String {
    var rest = number
    var text = "rw-"
    for _ in 0..<8 {
      text.append(letters[Int(rest & 31)])
      rest >>= 5
    }
    return text
  }

  /// The line that stands in the note.
  public static func line(_ marker: String) -> String { "Recovery marker \(marker)" }

  /// A note with the marker's line behind it.
  public static func appended(_ marker: String, to note: String) -> String {
    note.isEmpty ? line(marker) : note + "\n" + line(marker)
  }
}
