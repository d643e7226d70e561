/// What a request wants set on a runner; nil means left alone, an inner nil cleared.
struct RunnerAttributes {
  var description: String??
  var maintenanceNote: String??
  var paused: Bool?
  var locked: Bool?
  var accessLevel: SandboxRunner.AccessLevel?
  var runUntagged: Bool?
  var tags: [String]?
  var maximumTimeout: Int??

  /// Reads the attributes; problems are left in the reader.
  ///
  /// - Parameter keepsBlanks: whether empty text, empty lists and null are set rather than taken as not sent.
  ///   `attributes_for_keys` (lib/api/helpers.rb) drops them on create, an update keeps them.
  init(_ reader: inout ParameterReader, keepsBlanks: Bool, noteName: String = "maintenance_note") {
    description = Self.value(reader.text("description"), "description", reader, keepsBlanks)
    maintenanceNote = Self.value(reader.text(noteName), noteName, reader, keepsBlanks)
    paused = reader.boolean("paused") ?? reader.boolean("active").map { !$0 }
    locked = reader.boolean("locked")
    accessLevel = reader.word("access_level", of: ["not_protected", "ref_protected"])
      .flatMap(SandboxRunner.AccessLevel.init)
    runUntagged = reader.boolean("run_untagged")
    if let list = reader.tags("tag_list"), keepsBlanks || !list.isEmpty { tags = Self.clean(list) }
    let timeout = reader.integer("maximum_timeout")
    if timeout != nil || (keepsBlanks && reader.isSent("maximum_timeout")) {
      maximumTimeout = .some(timeout)
    }
  }

  /// Reads the attributes of a GraphQL input; unlike REST's, blank text is passed on.
  init(_ input: GraphQLArguments) {
    description = input["description"].map(\.string)
    maintenanceNote = input["maintenanceNote"].map(\.string)
    paused = input.bool("paused") ?? input.bool("active").map { !$0 }
    locked = input.bool("locked")
    accessLevel = input.string("accessLevel").flatMap {
      SandboxRunner.AccessLevel(rawValue: $0.lowercased())
    }
    runUntagged = input.bool("runUntagged")
    tags = input.strings("tagList").map { tags in
      Self.clean(tags.map { ParameterReader.strip($0[...].unicodeScalars) })
    }
    maximumTimeout = input["maximumTimeout"].map(\.int)
  }

  func apply(to runner: inout SandboxRunner) {
    if let description { runner.description = description }
    if let maintenanceNote { runner.maintenanceNote = maintenanceNote }
    if let paused { runner.paused = paused }
    if let locked { runner.locked = locked }
    if let accessLevel { runner.accessLevel = accessLevel }
    if let runUntagged { runner.runUntagged = runUntagged }
    if let tags { runner.tags = tags }
    if let maximumTimeout { runner.maximumTimeout = maximumTimeout }
  }

  private static func value(
    _ text: String?, _ name: String, _ reader: ParameterReader, _ keepsBlanks: Bool
  ) -> String?? {
    if keepsBlanks { return reader.isSent(name) ? .some(text) : nil }
    let isBlank = text?.unicodeScalars.allSatisfy(\.properties.isWhitespace) ?? true
    return isBlank ? nil : .some(text)
  }

  /// Without blanks and repetitions. Tags are compared scalar by scalar, as Ruby and PostgreSQL do.
  private static func clean(_ tags: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return tags.filter { !$0.isEmpty && seen.insert(Array($0.utf8)).inserted }
  }
}

/// One failed validation of a model.
struct ModelProblem {
  let attribute: String
  let text: String

  /// `Tags list can not be empty …`, as ActiveModel's full messages read.
  var fullMessage: String {
    let words = attribute.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst() + " " + text
  }

  /// All messages in one sentence, as Rails' `to_sentence` joins them.
  static func sentence(_ problems: [ModelProblem]) -> String {
    let messages = problems.map(\.fullMessage)
    guard messages.count > 2, let last = messages.last else {
      return messages.joined(separator: " and ")
    }
    return messages.dropLast().joined(separator: ", ") + ", and " + last
  }
}

extension SandboxRunner {
  /// Validations of app/models/ci/runner.rb. Lengths count Unicode scalars, as Ruby does.
  ///
  /// - Parameter checksTagCount: false when the tags were not changed.
  func problems(checksTagCount: Bool) -> [ModelProblem] {
    var problems: [ModelProblem] = []
    if tags.isEmpty, !runUntagged {
      problems.append(
        .init(
          attribute: "tags_list",
          text: "can not be empty when runner is not allowed to pick untagged jobs"))
    }
    if checksTagCount, tags.count > 50 {
      problems.append(
        .init(
          attribute: "tags_list",
          text: "Too many tags specified. Please limit the number of tags to 50"))
    }
    for (name, value) in [("description", description), ("maintenance_note", maintenanceNote)]
    where (value?.unicodeScalars.count ?? 0) > 1024 {
      problems.append(
        .init(attribute: name, text: "is too long (maximum is 1024 characters)"))
    }
    if let maximumTimeout, maximumTimeout < 600 {
      problems.append(
        .init(attribute: "maximum_timeout", text: "needs to be at least 10 minutes"))
    }
    return problems
  }
}
