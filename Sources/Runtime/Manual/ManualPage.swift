import RunnerCore

/// The manual page, made of what the parser tells of its commands, so that it cannot lag behind them.
///
/// It uses the macros of `man` alone (groff: `groff_man(7)`).
struct ManualPage {
  private let root: CommandFacts

  /// - Parameter dump: the parser's JSON description (swift-argument-parser: `ToolInfo.swift`, version 0).
  init?(describedBy dump: String) {
    guard let json = JSONValue(parsing: Array(dump.utf8)), let command = json["command"],
      let root = CommandFacts(command)
    else { return nil }
    self.root = root
  }

  var text: String {
    var page = Roff()
    page.title("RUNNER-WIZARD", section: 1, source: "runner-wizard \(Version.text)")
    page.section("NAME")
    page.line("runner-wizard \u{2013} \(root.abstract.withoutPeriod)")
    page.section("SYNOPSIS")
    page.command("runner-wizard", "[command] [options]")
    page.section("DESCRIPTION")
    page.paragraphs(root.discussion)
    page.section("COMMANDS")
    for command in root.commands {
      page.subsection("\(root.name) \(command.name)")
      page.paragraphs([command.abstract, command.discussion].joined(separator: "\n\n"))
      for argument in command.ownArguments { page.item(argument.title, argument.text) }
    }
    page.section("OPTIONS")
    page.paragraphs(Texts.manOptions)
    for argument in root.arguments { page.item(argument.title, argument.text) }
    page.section("EXIT STATUS")
    for (status, meaning) in Texts.manExitCodes { page.item(status, meaning) }
    page.section("ENVIRONMENT")
    for (name, meaning) in Texts.manEnvironment { page.item(name, meaning) }
    page.section("FILES")
    for (path, meaning) in Texts.manFiles { page.item(path, meaning) }
    return page.text
  }
}

/// What the parser tells of a command.
private struct CommandFacts {
  var name: String
  var abstract: String
  var discussion: String
  var arguments: [ArgumentFacts]
  var commands: [CommandFacts]

  init?(_ json: JSONValue) {
    guard let name = json["commandName"]?.text else { return nil }
    self.name = name
    abstract = json["abstract"]?.text ?? ""
    discussion = json["discussion"]?.text ?? ""
    arguments = (json["arguments"]?.items ?? []).compactMap(ArgumentFacts.init)
    commands = (json["subcommands"]?.items ?? []).compactMap(CommandFacts.init)
      .filter { $0.name != "help" }
  }

  /// Those that not every command has.
  var ownArguments: [ArgumentFacts] { arguments.filter { !$0.isGlobal } }
}

/// What the parser tells of an option or an argument.
private struct ArgumentFacts {
  var title: String
  var text: String
  var isGlobal: Bool

  init?(_ json: JSONValue) {
    guard json["shouldDisplay"] != .bool(false) else { return nil }
    let names = (json["names"]?.items ?? []).compactMap { name -> String? in
      guard let word = name["name"]?.text else { return nil }
      return name["kind"]?.text == "long" ? "--\(word)" : "-\(word)"
    }
    let value = json["valueName"]?.text ?? ""
    switch json["kind"]?.text {
    case "option": title = "\(names.joined(separator: ", ")) \(value)"
    case "flag": title = names.joined(separator: ", ")
    case "positional": title = value
    default: return nil
    }
    var sentences = [json["abstract"]?.text ?? ""]
    if let standard = json["defaultValue"]?.text { sentences.append(Texts.manDefault(standard)) }
    text = sentences.filter { !$0.isEmpty }.joined(separator: " ")
    isGlobal =
      json["sectionTitle"]?.text == Texts.globalTitle || names.contains("--help")
      || names.contains("--version")
  }
}

/// Text in the language of `man` pages, grown line by line.
struct Roff {
  private(set) var text = ""

  mutating func title(_ name: String, section: Int, source: String) {
    add(
      ".TH \(Self.quoted(name)) \(section) \"\" \(Self.quoted(source)) \(Self.quoted(Texts.manBook))"
    )
  }

  mutating func section(_ name: String) { add(".SH \(Self.quoted(name))") }
  mutating func subsection(_ name: String) { add(".SS \(Self.quoted(name))") }

  mutating func command(_ name: String, _ rest: String) {
    add(".B \(Self.escaped(name))")
    line(rest)
  }

  mutating func line(_ text: String) { add(Self.escaped(text)) }

  /// Paragraphs are told by empty lines; the lines of one are filled.
  mutating func paragraphs(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for paragraph in lines.split(whereSeparator: \.isEmpty) {
      add(".PP")
      for row in paragraph { line(String(row)) }
    }
  }

  /// What is explained, in bold, and its explanation indented below.
  mutating func item(_ title: String, _ text: String) {
    add(".TP")
    add(".B \(Self.escaped(title))")
    line(text.isEmpty ? "\u{2013}" : text)
  }

  private mutating func add(_ line: String) { text += line + "\n" }

  static func quoted(_ text: String) -> String {
    "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\""
  }

  /// The text as it is read, whatever it begins with (groff: `groff(7)`, "Control characters", "Escape sequences").
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\n": result += " "
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}

extension JSONValue {
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
}

extension String {
  fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
