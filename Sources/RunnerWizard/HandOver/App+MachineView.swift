import RunnerCore
import TerminalUI

/// The overlays by which a runner is set up on this machine.
extension App {
  private struct Row {
    var text: String
    var role: Role = .overlay
  }

  private var glyphs: Glyphs { settings.glyphs }
  private var machineWidth: Int { min(90, size.width - 4) }
  /// Rows above the scrolled ones: the path with its frame.
  private func headHeight(_ overlay: MachineOverlay) -> Int {
    if case .write = overlay { 2 } else { 0 }
  }

  func paint(_ overlay: MachineOverlay, on frame: inout Frame) {
    let rows = shownRows(of: overlay)
    let head = headHeight(overlay)
    let title: String
    let offset: Int
    switch overlay {
    case .register(let register): (title, offset) = (Texts.registerHereTitle, register.offset)
    case .write(let write): (title, offset) = (Texts.writeConfigTitle, write.offset)
    }
    let inside = paintBox(
      title, width: machineWidth, height: min(overlayArea.height - 2, rows.count + head),
      on: &frame)
    let parts = inside.split(top: min(head, inside.height))
    if case .write(let write) = overlay { paintPath(write, on: &frame, in: parts.top) }
    let list = parts.rest
    let window = ScrollWindow(total: rows.count, height: list.height, offset: offset)
    for (line, place) in window.visible.enumerated() {
      frame.surface.write(
        rows[place].text, at: list.row(line).origin, rows[place].role, limit: list.width - 1)
    }
    Scrollbar(window).paint(on: &frame.surface, in: list, glyphs: glyphs)
  }

  private func paintPath(_ write: WriteConfig, on frame: inout Frame, in rect: Rect) {
    guard rect.height > 0 else { return }
    let label = Texts.configFileLabel
    frame.surface.write(label, at: rect.origin, .fieldLabel)
    let line = rect.row(0).inset(left: label.displayWidth + 1)
    let cursor = write.editor.paint(
      on: &frame.surface, in: line, isFocused: write.isTyping, glyphs: glyphs)
    if write.isTyping { frame.cursor = cursor }
  }

  /// The last offset at which rows are still hidden behind it.
  func lastMachineOffset(_ overlay: MachineOverlay) -> Int {
    let room = overlayArea.height - 2 - headHeight(overlay)
    return max(0, shownRows(of: overlay).count - max(1, room))
  }

  private func shownRows(of overlay: MachineOverlay) -> [Row] {
    let gone = result?.isGone == true ? sign(glyphs.warning, Texts.isGoneAlready, .warning) : []
    return gone + rows(of: overlay)
  }

  private func rows(of overlay: MachineOverlay) -> [Row] {
    switch overlay {
    case .register(let register): rows(of: register)
    case .write(let write): rows(of: write)
    }
  }

  private func wrapped(_ text: String, _ role: Role = .overlay) -> [Row] {
    text.wrapped(to: max(1, machineWidth - 1)).map { Row(text: $0, role: role) }
  }

  private func sign(_ glyph: String, _ text: String, _ role: Role) -> [Row] {
    wrapped("\(glyph) \(text)", role)
  }

  private func spinning(_ text: String) -> [Row] {
    sign(glyphs.spinnerFrame(spinner ?? 0), text + glyphs.ellipsis, .spinner)
  }

  // MARK: - Register here

  private func rows(of register: RegisterHere) -> [Row] {
    guard let runner = register.runner else {
      if register.state == .looking { return spinning(Texts.lookingForLocalRunner) }
      return sign(glyphs.warning, Texts.noLocalRunner, .warning)
        + wrapped(Texts.noLocalRunnerFix)
    }
    var rows = facts(of: runner)
    rows.append(Row(text: ""))
    rows += wrapped(LocalRegistration(register.request, with: runner).shown, .fieldValue)
    rows += wrapped(Texts.tokenInEnvironment, .textMuted)
    if !register.lines.isEmpty { rows.append(Row(text: "")) }
    for line in register.lines { rows += wrapped(line, .text) }
    switch register.state {
    case .looking, .absent: break
    case .ready:
      if let obstacle = register.obstacle {
        rows.append(Row(text: ""))
        rows += sign(glyphs.warning, obstacle, .warning)
      }
    case .running:
      rows.append(Row(text: ""))
      rows += spinning(Texts.registering)
    case .ended(_, let end):
      rows.append(Row(text: ""))
      rows += outcome(end)
    }
    return rows
  }

  private func facts(of runner: LocalRunner) -> [Row] {
    var rows = wrapped(Texts.localRunner(runner), .textStrong)
    rows += wrapped(Texts.service(of: runner))
    switch runner.configuration {
    case .entries(let entries, let isWritable):
      rows += wrapped(Texts.sections(entries, path: runner.configPath))
      if !isWritable {
        rows += sign(glyphs.warning, Texts.notWritable(runner.configPath), .warning)
      }
    case .missing: rows += wrapped(Texts.configIsMade(runner.configPath))
    case .unreadable(let reason): rows += sign(glyphs.warning, sanitized(reason), .warning)
    }
    if !runner.feedsService {
      rows += sign(glyphs.warning, Texts.nothingRuns(runner), .warning)
    }
    if !runner.reservedVariables.isEmpty {
      rows += wrapped(Texts.leftOut(runner.reservedVariables), .textMuted)
    }
    if !runner.proxyVariables.isEmpty {
      rows += wrapped(Texts.passedProxies(runner.proxyVariables), .textMuted)
    }
    return rows
  }

  private func outcome(_ end: LocalRegistrationEnd) -> [Row] {
    switch end {
    case .registered(let path, let isOfService):
      sign(glyphs.success, Texts.registeredHere(sanitized(path)), .success)
        + wrapped(isOfService ? Texts.serviceTakesIt : Texts.startItYourself)
    case .notInFile(let path, let reason):
      sign(glyphs.warning, Texts.registeredElsewhere(sanitized(path)), .warning)
        + wrapped(sanitized(reason))
    case .failed(let message, let fix):
      sign(glyphs.error, sanitized(message), .error) + wrapped(sanitized(fix))
    case .stopped: sign(glyphs.warning, Texts.registrationStopped, .warning)
    }
  }

  // MARK: - Write config.toml

  private func rows(of write: WriteConfig) -> [Row] {
    switch write.state {
    case .path(let problem?): return sign(glyphs.error, sanitized(problem), .fieldError)
    case .path(nil): return wrapped(Texts.writePathText, .fieldHelp)
    case .reading(nil): return spinning(Texts.readingConfig)
    case .reading(let problem?):
      return sign(glyphs.error, sanitized(problem), .error) + spinning(Texts.readingConfig)
    case .shown(let preview, let problem):
      var rows: [Row] = []
      if let problem { rows += sign(glyphs.error, sanitized(problem), .error) }
      return rows + self.rows(of: preview)
    case .writing(let preview): return spinning(Texts.writingConfig) + rows(of: preview)
    case .written(let written): return rows(of: written)
    }
  }

  private func rows(of preview: ConfigPreview) -> [Row] {
    var rows = wrapped(Texts.willWrite(preview), .overlay)
    for warning in preview.warnings { rows += sign(glyphs.warning, sanitized(warning), .warning) }
    rows.append(Row(text: ""))
    for line in preview.difference {
      let isAdded = line.hasPrefix("+") && !line.hasPrefix("+++")
      rows += wrapped(sanitized(line), isAdded ? .success : .textMuted)
    }
    return rows
  }

  private func rows(of written: ConfigWritten) -> [Row] {
    var rows = sign(glyphs.success, Texts.configWritten(sanitized(written.path)), .success)
    if let backup = written.backup { rows += wrapped(Texts.backupIs(sanitized(backup))) }
    rows += wrapped(written.isOfService ? Texts.serviceTakesIt : Texts.startItYourself)
    switch written.lint {
    case .unavailable: rows += wrapped(Texts.lintUnavailable, .textMuted)
    case .passed: rows += sign(glyphs.success, Texts.lintPassed, .success)
    case .complains(let lines):
      rows += sign(glyphs.warning, Texts.lintComplains, .warning)
      for line in lines { rows += wrapped(sanitized(line), .textMuted) }
    }
    return rows
  }
}
