import RunnerCore
import TerminalUI

/// What can have the focus on the review.
enum ReviewItem: Equatable, Hashable, Sendable {
  /// A value; Enter goes to its field. The address stands for the connection.
  case value(FieldID)
  case create
}

/// One value on the review.
struct ReviewRow: Equatable, Sendable {
  let field: FieldID
  let label: String
  let value: String
  /// Whether it is what GitLab takes by itself, so that it is not sent.
  let isDefault: Bool
  /// What an edit found on the server; nil for a new runner.
  var before: String?

  /// Whether it is not sent.
  var isDimmed: Bool { before.map { $0.hasSameScalars(as: value) } ?? isDefault }

  /// The value, with what it was where that changes.
  var text: String {
    guard let before else { return isDefault ? value + Texts.defaultMark : value }
    return isDimmed ? value : Texts.change(from: before, to: value)
  }
}

extension String {
  /// Whether it is the same as GitLab sees it, which knows no canonical equivalence.
  fileprivate func hasSameScalars(as other: String) -> Bool {
    unicodeScalars.elementsEqual(other.unicodeScalars)
  }
}

extension WizardDraft {
  /// Every value that makes the runner, in the order of the pages; of an edit those that can be
  /// changed, with what they were.
  func reviewRows(server: ServerURL?) -> [ReviewRow] {
    if case .edit(let runner) = surroundings.purpose {
      let old = editing(runner)
      return [PageSpec.tags, PageSpec.details].flatMap { page in
        page.fields(for: self).map { field in
          var row = reviewRow(field)
          row.before = old.reviewRow(field).value
          return row
        }
      }
    }
    var rows = [
      ReviewRow(
        field: .url, label: Texts.serverLabel, value: server?.description ?? Texts.notConnected,
        isDefault: false),
      ReviewRow(field: .type, label: Texts.typeLabel, value: Texts.name(type), isDefault: false),
    ]
    if type.targetKind != nil {
      rows.append(
        ReviewRow(
          field: .target, label: Texts.targetTitle(type),
          value: finding?.target.map(Texts.found) ?? targetText, isDefault: false))
    }
    rows += [countRow].compactMap(\.self)
    for page in [PageSpec.tags, PageSpec.details] {
      rows += page.fields(for: self).map(reviewRow)
    }
    return rows + [markerRow].compactMap(\.self)
  }

  private func reviewRow(_ field: FieldSpec) -> ReviewRow {
    let label = field.label(self)
    func row(_ value: String, isDefault: Bool) -> ReviewRow {
      let mark = value.unicodeScalars.contains(where: \.isInvisible) ? Texts.invisibleMark : ""
      return ReviewRow(field: field.id, label: label, value: value + mark, isDefault: isDefault)
    }
    switch field.kind {
    case .tags(let path):
      let tags = self[keyPath: path]
      return row(
        tags.isEmpty ? Texts.noTags : tags.joined(separator: ", "), isDefault: tags.isEmpty)
    case .toggle(let path, let on, let off):
      let isOn = self[keyPath: path]
      return row(isOn ? on : off, isDefault: isOn == (field.id == .runsUntagged))
    case .text(let path, _, _) where field.id == .maximumTimeout:
      let text = trimmed(self[keyPath: path])
      guard !text.isEmpty else { return row(Texts.unlimited, isDefault: true) }
      // A text that is no duration is shown as typed.
      let seconds = try? DurationText.parse(text)
      return row(seconds.map(DurationText.format) ?? text, isDefault: false)
    case .text(let path, _, _) where field.id == .tokenExpiresAt:
      let text = trimmed(self[keyPath: path])
      guard !text.isEmpty else { return row(Texts.expiryOfServer, isDefault: true) }
      return row(instant(text) ?? text, isDefault: false)
    case .text(let path, _, _) where field.id == .tokenRotationDeadline:
      let text = trimmed(self[keyPath: path])
      guard !text.isEmpty else { return row(Texts.none, isDefault: true) }
      return row(instant(text) ?? text, isDefault: false)
    case .text(let path, _, _), .area(let path, _):
      let text = field.id == .maintenanceNote ? sentMaintenanceNote : self[keyPath: path]
      let isBlank = trimmed(text).isEmpty
      return row(isBlank ? Texts.none : text, isDefault: isBlank)
    case .secret, .choice:
      return row("", isDefault: true)
    }
  }
}

/// The request and the command line that stand for a registration.
enum Equivalent {
  /// The command that creates the same runner; without any token, which it takes from the
  /// environment or a file.
  ///
  /// Of several runners it is the command that creates them all; the description is their template then.
  static func command(
    for registration: RunnerRegistration, connection: Connection, isDemo: Bool, count: Int = 1
  ) -> [String] {
    var words = ["runner-wizard", "create"]
    words += isDemo ? ["--demo"] : ["--url", connection.server.description]
    if connection.authentication == .bearer { words.append("--oauth") }
    for (option, value) in [
      ("--ca-file", connection.caFile), ("--client-cert", connection.clientCertificate),
      ("--client-key", connection.clientKey),
    ] {
      if let value { words += [option, value] }
    }
    words += ["--type", Texts.word(registration.type)]
    if let target = registration.target {
      words += ["--\(target.kind.rawValue)", target.fullPath ?? String(target.id)]
    }
    for tag in registration.tags { words += option("--tag", tag) }
    if let text = registration.description { words += option("--description", text) }
    if let text = registration.maintenanceNote { words += option("--maintenance-note", text) }
    if let seconds = registration.maximumTimeout { words += ["--maximum-timeout", "\(seconds)"] }
    if registration.runUntagged == false { words.append("--no-run-untagged") }
    if registration.isLocked == true { words.append("--locked") }
    if registration.isProtected == true { words.append("--protected") }
    if registration.isPaused == true { words.append("--paused") }
    if let text = registration.tokenExpiresAt { words += ["--token-expires-at", text] }
    if let text = registration.tokenRotationDeadline {
      words += ["--token-rotation-deadline", text]
    }
    if count > 1 { words += ["--count", "\(count)", "--output", "runners.tokens"] }
    return words
  }

  /// The words as a POSIX shell reads them back.
  static func shellLine(_ words: [String]) -> String {
    words.map(shellQuoted).joined(separator: " ")
  }

  /// The same on rows of a number of columns, each continued by a backslash, so that the rows can
  /// be pasted into a shell too; an option stays beside its value.
  static func shellRows(_ words: [String], columns: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var index = 0
    while index < words.count {
      var part = shellQuoted(words[index])
      let isOption = words[index].hasPrefix("--")
      if isOption, index + 1 < words.count, !words[index + 1].hasPrefix("--") {
        index += 1
        part += " " + shellQuoted(words[index])
      }
      index += 1
      if row.isEmpty {
        row = part
      } else if row.displayWidth + 1 + part.displayWidth <= columns - 2 {
        row += " " + part
      } else {
        rows.append(row + " \\")
        row = "  " + part
      }
    }
    return rows + [row]
  }

  /// A value that begins with a dash would be read as an option, so it is joined to its own.
  private static func option(_ name: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
  }

  static func shellQuoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        Character(Unicode.Scalar(byte)).isASCIIWordCharacter
          || "-_./:=@%+,".utf8.contains(byte)
      }
    guard !isPlain else { return word }
    var quoted = "'"
    for character in word.unicodeScalars {
      if character == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(character) }
    }
    return quoted + "'"
  }

  /// The body on lines of its own, one member each, for reading. The bytes sent are the same
  /// without the added white space.
  static func lines(ofJSON body: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var depth = 0
    var isInString = false
    var isEscaped = false
    func indent(_ text: String.UnicodeScalarView) -> String {
      (lines.isEmpty ? "" : "  ") + trimmed(String(text))
    }
    for scalar in body.unicodeScalars {
      if isInString {
        line.append(scalar)
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else {
          isInString = scalar != "\""
        }
        continue
      }
      switch scalar {
      case "\"":
        isInString = true
        line.append(scalar)
      case "{", "[":
        line.append(scalar)
        depth += 1
        if depth == 1 {
          lines.append(String(line))
          line.removeAll()
        }
      case "}", "]":
        depth -= 1
        if depth == 0 {
          if !line.isEmpty { lines.append(indent(line)) }
          line.removeAll()
        }
        line.append(scalar)
      case "," where depth == 1:
        line.append(scalar)
        lines.append(indent(line))
        line.removeAll()
      case ":" where depth == 1:
        line.append(contentsOf: ": ".unicodeScalars)
      case "," where depth > 1:
        line.append(contentsOf: ", ".unicodeScalars)
      default:
        line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }
}

extension Unicode.Scalar {
  /// Whether the scalar shows nothing and is no part of a visible character, as the joiners and
  /// tags of emoji and of some scripts are (Unicode: general category Cf).
  fileprivate var isInvisible: Bool {
    switch value {
    case 0x200C, 0x200D, 0xE0020...0xE007F: false
    default: properties.generalCategory == .format
    }
  }
}

extension Character {
  fileprivate var isASCIIWordCharacter: Bool { isASCII && (isLetter || isNumber) }
}
