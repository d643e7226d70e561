/// Every sentence and word that this module shows to people. A second language is another set of
/// such files.
enum Texts {
  static let program = "runner-wizard"
  static let title = "Create a GitLab runner"
  static let shortTitle = "Create runner"
  /// For a form that begins with the values of another runner.
  static func anotherLike(_ model: String) -> String { "Another runner like \(model)" }
  static func shortAnotherLike(_ model: String) -> String { "Like \(model)" }
  static let modelOfBatch = "those"
  static func number(of id: Int64) -> String { "#\(id)" }
  static let yes = "yes"
  static let no = "no"
  static let required = "required"
  static let optional = "optional"
  static let none = "none"
  static let demo = "demo"
  static let readOnlyMark = "read-only"

  static func tooSmall(width: Int, height: Int) -> String {
    "Make the window larger (\(width)×\(height))"
  }

  static func step(_ number: Int, of count: Int, _ title: String, dash: String) -> String {
    "Step \(number) of \(count) \(dash) \(title)"
  }

  /// Signs of these texts and the core's that terminals without UTF-8 lack, and what stands for
  /// them there.
  private static let plainSigns: [Character: String] = [
    "“": "\"", "”": "\"", "…": "~", "—": "-", "×": "x", "·": "-", "→": ">", "‹": "<", "›": ">",
  ]

  /// The text as a terminal without UTF-8 can show it, as far as it is the program's own.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text { result += plainSigns[character] ?? String(character) }
    return result
  }

  /// "1 tag", "2 tags", "1,200 tags".
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? "1 \(one)" : "\(Self.number(number)) \(many)"
  }

  /// The words as a sentence lists them: "a", "a and b", "a, b and c".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
