import FoundationEssentials
import RunnerCore
import RunnerWizard

extension DoctorReport {
  /// The report for people, a line each: a mark, what it is about, what was found. Without escape sequences.
  var lines: [String] {
    var lines: [String] = []
    lines += section(Texts.doctorTerminal, terminalLines)
    lines += section(Texts.doctorFiles, fileLines)
    lines += section(Texts.doctorProfiles, profileLines)
    lines += section(Texts.doctorConnection, connectionLines)
    // What the failure has said holds for everything.
    if preflight != nil, connection.failure == nil {
      lines += section(Texts.doctorToken, tokenLines)
      lines += section(Texts.doctorCreation, creationLines)
      lines += section(Texts.doctorLists, browsingLines)
    }
    lines += section(Texts.doctorNotes, notes.map { "  \($0)" })
    return (lines + [verdict]).map(sanitized)
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines + [""]
  }

  private var terminalLines: [String] {
    let size = terminal.columns.flatMap { columns in terminal.rows.map { "\(columns)x\($0)" } }
    let facts = [
      terminal.name ?? Texts.noTerm, size, terminal.isUTF8 ? "UTF-8" : "ASCII",
      Texts.doctorColors(terminal.colors),
      terminal.isInteractive ? nil : Texts.notInteractive,
    ]
    return [
      line(terminal.name != nil, Texts.doctorTerminal, facts.compactMap(\.self)),
      "  \(Texts.doctorTheme): \(theme)",
      "  \(Texts.doctorClipboard): \(clipboard)",
    ]
  }

  private var fileLines: [String] {
    guard !files.isEmpty else { return ["  \(Texts.noFiles)"] }
    return files.map { file in
      line(file.problem == nil, file.path, [file.tool, file.problem].compactMap(\.self))
    }
  }

  private var profileLines: [String] {
    profiles.flatMap { profile in
      let facts = [
        profile.server?.description, profile.kind, profile.scopes?.joined(separator: ", "),
        profile.expiresAt.map(Texts.doctorExpires), profile.place, profile.problem,
      ]
      let name = profile.isUsed ? "\(profile.name) (\(Texts.doctorUsed))" : profile.name
      let notes = profile.notes.map { "    \($0)" }
      return [line(profile.problem == nil, name, facts.compactMap(\.self))] + notes
    }
  }

  private var connectionLines: [String] {
    var lines: [String] = []
    if let server = connection.server {
      let facts = [
        connection.serverVersion.map(Texts.doctorVersion), connection.tls.map(Texts.doctorTLS),
        connection.source.map(Texts.doctorSource),
      ]
      lines.append(
        line(connection.failure == nil, server.description, facts.compactMap(\.self)))
    }
    if let failure = connection.failure {
      lines.append("  \(Texts.doctorBad) \(failure.message)")
      if !failure.fix.isEmpty { lines.append("    \(failure.fix)") }
      if let requestID = failure.requestID { lines.append("    \(Texts.requestID(requestID))") }
    }
    return lines + connection.certificates.flatMap(\.lines).map { "    \($0)" }
  }

  private var tokenLines: [String] {
    guard let preflight else { return [] }
    let name = preflight.user.map { "@\($0.username) (\($0.name))" } ?? Texts.doctorUnknownUser
    let facts = [
      preflight.kind.rawValue,
      preflight.scopes.map { $0.joined(separator: ", ") } ?? Texts.unknownScopes,
      preflight.token?.expiresAt.map(Texts.doctorExpires),
    ]
    let warnings = preflight.warnings.map { "  \(Texts.doctorWarning) \($0)" }
    return [line(true, name, facts.compactMap(\.self))] + warnings
  }

  private var creationLines: [String] {
    guard let preflight else { return [] }
    return RunnerType.allCases.map { permissionLine($0.word, preflight.creation[$0]) }
  }

  private var browsingLines: [String] {
    guard let browsing = preflight?.browsing else { return [] }
    return [
      permissionLine("mine", browsing.mine), permissionLine("group", browsing.group),
      permissionLine("project", browsing.project), permissionLine("instance", browsing.instance),
    ]
  }

  private func permissionLine(_ name: String, _ permission: Permission) -> String {
    let mark =
      switch permission {
      case .yes: Texts.doctorGood
      case .no: Texts.doctorBad
      case .unknown: Texts.doctorUnsure
      }
    let reason = permission.obstacle.map { ". \($0.sentences)" } ?? ""
    return "  \(mark) \(name): \(permission.word)\(reason)"
  }

  private func line(_ isGood: Bool, _ name: String, _ facts: [String]) -> String {
    let mark = isGood ? Texts.doctorGood : Texts.doctorBad
    return "  \(mark) " + ([name] + facts).joined(separator: " · ")
  }

  private var verdict: String {
    switch exit {
    case .done: Texts.wouldWork
    case .refused: Texts.wouldBeRefused
    case .usage: Texts.notConfigured
    default: Texts.notReachable
    }
  }
}

extension DoctorReport.ProfileEntry {
  /// The file with its part, or the environment with the variable.
  fileprivate var place: String {
    [source, section.map { "[\($0)]" }].compactMap(\.self).joined(separator: " ")
  }
}

extension ServerCertificate {
  fileprivate var lines: [String] {
    func day(_ date: Date?) -> String {
      date.map { LocalClock.localTime(Int64($0.timeIntervalSince1970)).text } ?? "?"
    }
    return Texts.certificate(
      subject: subject, issuer: issuer, from: day(notBefore), until: day(notAfter),
      fingerprint: fingerprint)
  }
}
