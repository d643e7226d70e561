/// The sentence into which POST /user/runners puts all its validation errors:
/// `Tags list is too long and Maximum timeout needs to be at least 10 minutes`, from three on
/// `A, B, and C` (Rails: `full_messages.to_sentence`).
enum AttributeSentence {
  /// Attributes by the names with which Rails begins their messages. A tag that is too long is reported
  /// under the tag's own attribute, its name; the runner's name cannot be given here.
  private static let attributes: [(text: String, name: String, field: FormField)] = [
    ("Tags list", "tags_list", .tagList),
    ("Tag list", "tag_list", .tagList),
    ("Tags", "tags", .tagList),
    ("Name", "name", .tagList),
    ("Description", "description", .description),
    ("Maintenance note", "maintenance_note", .maintenanceNote),
    ("Maximum timeout", "maximum_timeout", .maximumTimeout),
    ("Run untagged", "run_untagged", .runUntagged),
    ("Access level", "access_level", .accessLevel),
    ("Runner type", "runner_type", .runnerType),
    ("Locked", "locked", .locked),
    ("Active", "active", .paused),
    ("Paused", "paused", .paused),
    // Not attributes but parameters, whose problems come one at a time (GitLab:
    // `ee/lib/ee/api/ci/helpers/runner_helpers.rb`).
    ("token_expires_at", "token_expires_at", .tokenExpiresAt),
    ("token_rotation_deadline", "token_rotation_deadline", .tokenRotationDeadline),
  ]

  /// One problem for every attribute named; empty where the text names none.
  static func problems(in text: String) -> [APIFailure.FieldProblem] {
    var starts: [(index: String.Index, attribute: Int)] = []
    var index = text.startIndex
    while index < text.endIndex {
      if isSentenceStart(index, in: text),
        let attribute = attributes.firstIndex(where: { text[index...].hasPrefix($0.text + " ") })
      {
        starts.append((index, attribute))
      }
      index = text.index(after: index)
    }
    return starts.enumerated().map { position, start in
      let end = position + 1 < starts.count ? starts[position + 1].index : text.endIndex
      let attribute = attributes[start.attribute]
      return APIFailure.FieldProblem(
        field: attribute.field, name: attribute.name,
        message: withoutConjunction(text[start.index..<end]))
    }
  }

  /// `maximum_timeout` gives `Maximum timeout`.
  static func humanized(_ name: String) -> String {
    let words = String(name.map { $0 == "_" ? " " : $0 })
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let borders = [", and ", ", ", " and ", ": "]

  private static func isSentenceStart(_ index: String.Index, in text: String) -> Bool {
    index == text.startIndex || borders.contains { text[..<index].hasSuffix($0) }
  }

  private static func withoutConjunction(_ text: Substring) -> String {
    for border in borders where text.hasSuffix(border) {
      return String(text.dropLast(border.count))
    }
    return String(text)
  }
}

/// The sentence in which Grape lists refused parameters: `group_id is missing, locked is invalid`.
enum ParameterErrors {
  static func problems(in text: String) -> [APIFailure.FieldProblem] {
    var pieces: [String] = []
    for piece in text.split(separator: ",").map({ $0.trimmingASCIIWhiteSpace() }) {
      // A rule about several parameters begins with a list: `active, paused are mutually exclusive`.
      if let last = pieces.last, !last.contains(" ") {
        pieces[pieces.count - 1] = last + ", " + piece
      } else {
        pieces.append(piece)
      }
    }
    return pieces.compactMap { piece in
      let name = String(piece.prefix { $0 != " " && $0 != "," && $0 != "[" })
      guard let field = FormField(serverName: name) else { return nil }
      return APIFailure.FieldProblem(field: field, name: name, message: piece)
    }
  }
}
