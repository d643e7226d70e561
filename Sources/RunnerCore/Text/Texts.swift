/// Every sentence that this module shows to people. A second language is another such file.
enum Texts {
  static func message(for problem: FormProblem) -> String {
    switch problem.kind {
    case .typeMissing:
      "The runner type is missing; choose instance, group or project."
    case .targetMissing(let kind):
      "A \(kind.rawValue) runner needs a \(kind.rawValue); give its id, full path or URL."
    case .targetOfOtherKind(let needed):
      "A \(needed.rawValue) runner needs a \(needed.rawValue), not a \(needed.other.rawValue); "
        + "give the id, full path or URL of a \(needed.rawValue)."
    case .targetForInstance(let kind):
      "An instance runner belongs to the whole instance; leave out the \(kind.rawValue), or choose "
        + "\(kind == .group ? "group" : "project") as the runner type."
    case .idOutOfRange(let id):
      "\(id) is not an id of GitLab; ids are whole numbers from 1."
    case .tooManyTags(let count, let limit):
      "There are \(count) tags and GitLab takes at most \(limit); remove \(count - limit)."
    case .tagTooLong(let tag, let length, let limit):
      "The tag “\(shortened(sanitized(tag), to: 24))” has \(length) characters; shorten it to at "
        + "most \(limit)."
    case .noTagsAndNoUntagged:
      "A runner without tags has to run untagged jobs; add a tag or allow untagged jobs."
    case .tooLong(let length, let limit):
      "\(name(of: problem.field)) has \(length) characters; shorten it to at most \(limit)."
    case .nullCharacter:
      "\(name(of: problem.field)) holds a null character, which GitLab cannot store; remove it."
    case .notADuration(let text):
      "“\(shortened(sanitized(text), to: 24))” is not a duration; write it like 90m, 1h 30m or 3600 "
        + "for seconds."
    case .timeoutTooShort(let seconds, let minimum):
      "\(DurationText.format(seconds)) is too short; the maximum timeout is at least "
        + "\(DurationText.format(minimum)), or empty for none."
    case .timeoutTooLong(let maximum):
      "The maximum timeout is too long; GitLab stores at most \(maximum) seconds "
        + "(\(DurationText.format(maximum)))."
    case .lockedOnlyForProjects:
      "Only a project runner can be locked; turn locking off."
    case .notATime(let text): notATime(text)
    case .expiryNeededForDeadline: expiryNeededForDeadline
    case .expiryTooSoon: expiryTooSoon
    case .expiryTooLate: expiryTooLate
    case .deadlinePast: deadlinePast
    case .deadlineAfterExpiry: deadlineAfterExpiry
    }
  }

  private static func name(of field: FormField) -> String {
    switch field {
    case .runnerType: "The runner type"
    case .groupID: "The group"
    case .projectID: "The project"
    case .description: "The description"
    case .maintenanceNote: "The maintenance note"
    case .maximumTimeout: "The maximum timeout"
    case .tagList: "A tag"
    case .runUntagged: "Run untagged jobs"
    case .locked: "Locked"
    case .accessLevel: "Protected"
    case .paused: "Paused"
    case .tokenExpiresAt: "The end of the token"
    case .tokenRotationDeadline: "The rotation deadline"
    }
  }

  static func message(for problem: DurationProblem) -> String {
    switch problem {
    case .empty: "A duration is missing; write it like 90m, 1h 30m or 3600 for seconds."
    case .notADuration(let text):
      "“\(shortened(sanitized(text), to: 24))” is not a duration; write it like 90m, 1h 30m or 3600 "
        + "for seconds."
    case .tooLarge(let text):
      "“\(shortened(sanitized(text), to: 24))” is too long a duration; use a smaller number."
    }
  }

  static func message(for problem: ServerURLProblem) -> String {
    switch problem {
    case .empty:
      "The address of the GitLab server is missing; write it like https://gitlab.example.com."
    case .forbiddenCharacter:
      "The address holds a space or an invisible character; write it like "
        + "https://gitlab.example.com."
    case .otherScheme(let scheme):
      "“\(shortened(redactingSecrets(sanitized(scheme)), to: 24))” is no way to reach GitLab; begin "
        + "the address with https:// or http://."
    case .containsUser:
      "The address holds a user name or password; leave out everything up to the @ and give an "
        + "access token."
    case .containsQuery:
      "The address has a query or fragment; leave out everything from the ? or #."
    case .notAnAddress(let text):
      "“\(shortened(redactingSecrets(sanitized(text)), to: 60))” is not the address of a server; "
        + "write it like https://gitlab.example.com or https://example.com:8443/gitlab."
    case .token:
      "The address looks like an access token, which does not belong there; write it like "
        + "https://gitlab.example.com."
    case .notASCII(let host):
      "The host “\(shortened(redactingSecrets(sanitized(host)), to: 60))” has letters beyond ASCII; "
        + "write it in its ASCII form, whose parts begin with xn-- (idn2 prints it, and browsers copy it)."
    }
  }

  static func message(for problem: TargetReferenceProblem) -> String {
    switch problem {
    case .empty(let kind):
      "The \(kind.rawValue) is missing; give its id, full path or URL."
    case .idOutOfRange(let digits):
      "\(shortened(digits, to: 24)) is not an id of GitLab; give a number from 1, a full path or "
        + "a URL."
    case .otherServer(let host, let connected):
      "That address is on \(shortened(host, to: 60)), but the connection is to \(connected); give an "
        + "address there, or connect to \(shortened(host, to: 60))."
    case .otherKind(let needed):
      "That is the address of a \(needed.other.rawValue); give a \(needed.rawValue), or choose "
        + "\(needed.other.rawValue) as the runner type."
    case .projectWithoutNamespace(let path):
      "“\(shortened(sanitized(path), to: 60))” lacks the namespace of the project; give the full path "
        + "like group/project."
    case .notAPath(let text, let kind):
      "“\(shortened(sanitized(text), to: 60))” is not the path of a \(kind.rawValue); give its id, "
        + "its full path like \(example(of: kind)), or its URL."
    case .namesNothing(let text, let kind):
      "“\(shortened(sanitized(text), to: 60))” names no \(kind.rawValue); give the id, full path or "
        + "URL of a \(kind.rawValue)."
    case .token(let kind):
      "What is given as the \(kind.rawValue) looks like an access token, which does not belong there; "
        + "give the numeric id of the \(kind.rawValue), or its full path or URL without a token."
    }
  }

  private static func example(of kind: RunnerTarget.Kind) -> String {
    kind == .group ? "group/subgroup" : "group/project"
  }
}

extension RunnerTarget.Kind {
  var other: RunnerTarget.Kind { self == .group ? .project : .group }
}
