import RunnerCore
import TerminalUI

/// Setting up a runner on this machine.
extension App {
  /// Why nothing can be set up here; nil where it can.
  var machineObstacle: String? {
    if result?.isGone == true { return Texts.isGoneAlready }
    return settings.isDemo ? Texts.demoHasNoMachine : nil
  }

  /// Whether what is shown can be set up on this machine.
  var offersMachine: Bool { !hidesMachine && machineObstacle == nil && !settings.isReadOnly }

  /// What a runner on this machine is set up with: what was chosen for the text that is shown, or else for the last
  /// one; a section of a configuration file may also be for this machine.
  var machineRequest: HandOverRequest? {
    guard let result else { return nil }
    if let handOver = result.handOver { return request(of: handOver) }
    var choice = handOverChoice
    if !choice.place.isThisMachine { choice.place = .linux }
    return request(of: HandOverScreen(choice: choice, of: result, now: now))
  }

  /// Shows what is known of this machine's gitlab-runner, and what would be run.
  mutating func openRegisterHere(_ request: HandOverRequest) -> [Effect] {
    return show(.machine(.register(RegisterHere(request: request)))) + run(.findLocalRunner)
  }

  /// Asks for the file that gets a section for the runner.
  mutating func openWriteConfig(_ request: HandOverRequest) -> [Effect] {
    // Which file gitlab-runner takes depends on who runs it, not on what was chosen.
    let path =
      settings.isRoot
      ? LocalRunner.systemConfigPath : settings.tokenFolder + LocalRunner.userConfigPath
    return show(.machine(.write(WriteConfig(request: request, path: path))))
      + run(.findLocalRunner)
  }

  var machineOverlay: MachineOverlay? {
    for case .machine(let overlay) in overlays.reversed() { return overlay }
    return nil
  }

  private mutating func change(_ overlay: MachineOverlay) {
    guard let index = overlays.lastIndex(where: { if case .machine = $0 { true } else { false } })
    else { return }
    overlays[index] = .machine(overlay)
  }

  /// Whether what was begun here can only be done by the text, on this machine or another one.
  var machineNeedsText: Bool {
    guard case .register(let register)? = machineOverlay, result?.isGone == false else {
      return false
    }
    return switch register.state {
    case .absent: true
    case .ready(let runner): register.obstacle != nil && !runner.has(register.request.runnerID)
    case .ended(_, .failed), .ended(_, .stopped): true
    case .looking, .running, .ended: false
    }
  }

  /// Whether it has become pointless to go on, because the runner is gone.
  private var isMachinePointless: Bool {
    guard result?.isGone == true else { return false }
    return switch machineOverlay {
    case .register(let register)?:
      if case .running = register.state { false } else { true }
    case .write(let write)?:
      if case .writing = write.state { false } else { true }
    case nil: false
    }
  }

  /// What Enter does; nil for nothing.
  var machineMain: String? {
    if isMachinePointless { return Texts.close }
    switch machineOverlay {
    case .register(let register)?:
      switch register.state {
      case .looking, .running: return nil
      case .ready where register.obstacle != nil: return Texts.close
      case .ready: return Texts.registerHere
      case .absent: return Texts.close
      case .ended(_, .notInFile): return Texts.lookAtMachine
      case .ended: return register.isRegistered ? Texts.close : Texts.registerAgain
      }
    case .write(let write)?:
      switch write.state {
      case .path: return Texts.showDifference
      case .reading, .writing: return nil
      case .shown: return Texts.writeIt
      case .written: return Texts.close
      }
    case nil: return nil
    }
  }

  var isRegisteringHere: Bool {
    if case .register(let register)? = machineOverlay, case .running = register.state {
      return true
    }
    return false
  }

  var isMachineBusy: Bool { isRegisteringHere || work.isRunning(.findLocalRunner) }

  mutating func accept(_ overlay: MachineOverlay) -> [Effect] {
    if isMachinePointless { return close() + work.cancel(.findLocalRunner) }
    switch overlay {
    case .register(var register):
      switch register.state {
      case .looking, .running: return []
      case .absent: return close()
      case .ended where register.isRegistered: return close()
      case .ready where register.obstacle != nil: return close()
      // It may stand in another file by now; registering again would make a second section there.
      case .ended(_, .notInFile):
        register.state = .looking
        change(.register(register))
        return run(.findLocalRunner)
      case .ready(let runner), .ended(let runner, _):
        register.begin(runner)
        change(.register(register))
        return run(.registerHere(register.request, runner))
      }
    case .write(var write):
      switch write.state {
      case .path: return look(&write)
      case .reading, .writing: return []
      case .shown(let preview, _):
        write.state = .writing(preview)
        write.offset = 0
        change(.write(write))
        return run(.writeConfig(preview))
      case .written: return close()
      }
    }
  }

  /// - Parameter problem: what kept the difference that was shown from being written.
  private mutating func look(
    _ write: inout WriteConfig, after problem: String? = nil
  ) -> [Effect] {
    let path = write.editor.text
    let isEmpty = trimmed(path).isEmpty
    write.state = isEmpty ? .path(problem: Texts.configPathMissing) : .reading(after: problem)
    write.offset = 0
    change(.write(write))
    return isEmpty ? [] : run(.previewConfig(write.request, path: path))
  }

  private mutating func close() -> [Effect] {
    overlays.removeLast()
    return []
  }

  mutating func close(_ overlay: MachineOverlay) -> [Effect] {
    switch overlay {
    case .register(var register):
      guard case .running(let runner) = register.state else {
        return close() + work.cancel(.findLocalRunner)
      }
      register.state = .ended(runner, .stopped)
      change(.register(register))
      return work.cancel(.registerHere) + run(.findLocalRunner)
    case .write(var write):
      switch write.state {
      case .path, .written: return close() + work.cancel(.findLocalRunner)
      // A file that is being replaced is not left in the middle; it takes no time.
      case .writing: return []
      case .reading, .shown:
        write.state = .path(problem: nil)
        write.offset = 0
        change(.write(write))
        return work.cancel(.previewConfig)
      }
    }
  }

  /// - Returns: nil for commands of every overlay.
  mutating func perform(_ id: CommandID, in overlay: MachineOverlay) -> [Effect]? {
    if id == MachineCommand.text, machineNeedsText { return showTextInstead(of: overlay) }
    guard id == MachineCommand.look, case .register(var register) = overlay, !isMachineBusy else {
      return nil
    }
    register.state = .looking
    change(.register(register))
    return run(.findLocalRunner)
  }

  mutating func type(_ key: Key, into overlay: MachineOverlay) -> [Effect]? {
    guard case .write(var write) = overlay, write.isTyping, write.editor.handle(key) else {
      return nil
    }
    write.isPathTyped = true
    write.state = .path(problem: nil)
    change(.write(write))
    return []
  }

  mutating func paste(_ text: String, into overlay: MachineOverlay) {
    guard case .write(var write) = overlay, write.isTyping else { return }
    write.editor.paste(text, trimming: true)
    write.isPathTyped = true
    write.state = .path(problem: nil)
    change(.write(write))
  }

  mutating func move(_ step: Int, in overlay: MachineOverlay) {
    let last = lastMachineOffset(overlay)
    switch overlay {
    case .register(var register):
      register.offset = min(max(0, register.offset + step), last)
      change(.register(register))
    case .write(var write):
      write.offset = min(max(0, write.offset + step), last)
      change(.write(write))
    }
  }

  // MARK: - Answers

  mutating func takeAboutMachine(_ answer: Answer) -> [Effect] {
    switch answer {
    case .localRunnerFound(let runner): return found(runner)
    case .registrationSays(let line):
      guard case .register(var register)? = machineOverlay else { return [] }
      register.say(line)
      register.offset = lastMachineOffset(.register(register))
      change(.register(register))
    case .registeredHere(let end): return ended(end)
    case .configPreviewed(let preview):
      var problem: String?
      if case .write(let write)? = machineOverlay, case .reading(let before) = write.state {
        problem = before
      }
      return writeBecomes(.shown(preview, problem: problem)) + settle(.moved)
    case .configNotPreviewed(let problem): return writeBecomes(.path(problem: problem))
    case .configWritten(let written): return self.written(written)
    case .configNotWritten(let problem):
      guard case .write(var write)? = machineOverlay, case .writing = write.state
      else { return tell(.error, problem) }
      // The file may be another one by now, so that the difference is another one too.
      return look(&write, after: problem)
    default: break
    }
    return []
  }

  /// Leads from a registration that is not possible here to the text for it.
  private mutating func showTextInstead(of overlay: MachineOverlay) -> [Effect] {
    guard case .register(let register) = overlay else { return [] }
    return close() + work.cancel(.findLocalRunner) + openText(for: register.request.place)
  }

  private mutating func found(_ runner: LocalRunner?) -> [Effect] {
    switch machineOverlay {
    case .register(var register)?:
      switch register.state {
      case .looking, .absent, .ready: register.state = runner.map { .ready($0) } ?? .absent
      case .ended(_, .stopped):
        guard let runner else { return [] }
        // It may have been done before it was stopped.
        if runner.has(register.request.runnerID) {
          return ended(.registered(path: runner.configPath, isOfService: runner.feedsService))
        }
        register.state = .ended(runner, .stopped)
      case .running, .ended: break
      }
      change(.register(register))
    case .write(var write)?:
      guard let runner, !write.isPathTyped, write.isTyping else { return [] }
      write.editor = LineEditor(text: runner.configPath)
      change(.write(write))
    case nil: break
    }
    return []
  }

  private mutating func ended(_ end: LocalRegistrationEnd) -> [Effect] {
    guard case .register(var register)? = machineOverlay, let runner = register.runner else {
      return tell(.info, Texts.localRegistrationEnded)
    }
    register.state = .ended(runner, end)
    register.offset = lastMachineOffset(.register(register))
    change(.register(register))
    let settling = settle(.moved)
    guard case .registered(let path, _) = end else { return settling }
    return settling + keepInConfig(path, register.request)
  }

  private mutating func written(_ written: ConfigWritten) -> [Effect] {
    guard case .write(let write)? = machineOverlay else {
      return tell(.success, Texts.configWritten(sanitized(written.path)))
    }
    return writeBecomes(.written(written)) + settle(.moved)
      + keepInConfig(written.path, write.request)
  }

  private mutating func writeBecomes(_ state: WriteConfig.State) -> [Effect] {
    guard case .write(var write)? = machineOverlay else { return [] }
    write.state = state
    write.offset = 0
    change(.write(write))
    return []
  }

  /// The token stands in a file that gitlab-runner reads, and renews there.
  private mutating func keepInConfig(_ path: String, _ request: HandOverRequest) -> [Effect] {
    guard result?.runner.token == request.token else { return [] }
    return keep(.configured(path: sanitized(path), clock: now.clock))
  }
}
