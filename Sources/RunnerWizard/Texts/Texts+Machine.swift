import RunnerCore

/// What is said while a runner is set up on this machine.
extension Texts {
  static func configured(at clock: String, path: String) -> String {
    "in \(path) since \(clock), for gitlab-runner"
  }
  static let demoHasNoMachine = "The demonstration has no server that a runner could reach"

  // MARK: - Register here

  static let registerHere = "Register here"
  static let registerHereTip =
    "Runs gitlab-runner register on this machine, with the token in its environment."
  static let registerHereTitle = "Register on this machine"
  static let registerHereHelp =
    "The token is never an argument; what gitlab-runner says stands here."
  static let registerAgain = "Try again"
  static let machineMainTip = "Goes on with what is shown."
  static let closeMachineTip = "Goes back; what runs is interrupted and takes back what it began."
  static let stopRegistering = "Stop"
  static let stillRegistering = "gitlab-runner is still busy"
  static let lookAtMachine = "Look again"
  static let lookAtMachineTip = "Looks again for gitlab-runner, its service and its file."
  static let lookingForLocalRunner = "Looking for gitlab-runner"
  static let noLocalRunner = "gitlab-runner is not installed on this machine."
  static let noLocalRunnerFix =
    "Install it (https://docs.gitlab.com/runner/install/) and press r, or press h for the text to run elsewhere."
  static let textInstead = "Text to copy"
  static let textInsteadTip =
    "Shows the text that registers the runner, to run it with other rights or elsewhere."
  static let tokenInEnvironment =
    "The token is in the variable CI_SERVER_TOKEN of this command alone."
  static let registering = "Registering"

  static let configPathMissing = "Type the path of the file first."

  static func localRunner(_ runner: LocalRunner) -> String {
    "gitlab-runner \(runner.version ?? "of unknown version"), \(sanitized(runner.program))"
  }
  static func service(of runner: LocalRunner) -> String {
    guard let service = runner.service else { return "No service of it was found." }
    let state =
      switch service.isActive {
      case true?: "is active and"
      case false?: "is not active;"
      case nil: "is installed;"
      }
    let reads = service.isActive == true ? "reads" : "it reads"
    return "Its service \(state) \(reads) \(sanitized(service.configPath))."
  }
  static func sections(_ entries: [LocalRunner.Entry], path: String) -> String {
    let count = count(entries.count, "section", "sections")
    let names = entries.prefix(3).map(\.name).joined(separator: ", ")
    let more = entries.count > 3 ? " and others" : ""
    return "\(sanitized(path)) has \(count)" + (names.isEmpty ? "." : ": \(names)\(more).")
  }
  static func configIsMade(_ path: String) -> String {
    "\(sanitized(path)) does not exist yet and is made."
  }
  static func hereAlready(_ path: String) -> String {
    "\(sanitized(path)) has this runner already; registering again would add it a second time."
  }
  static let hereNotWritable =
    "Registering would use the token and keep it nowhere: run the program as root, or press h for the text with sudo."
  static func notWritable(_ path: String) -> String {
    "This user may not write \(sanitized(path))."
  }
  static func nothingRuns(_ runner: LocalRunner) -> String {
    guard let service = runner.service else {
      return
        "Nothing runs jobs before gitlab-runner run is started with this file, or the service is installed."
    }
    return
      "The service reads \(sanitized(service.configPath)), not this user's file: run the program as "
      + "root, or copy the command with sudo. In user mode nothing runs before gitlab-runner run is started."
  }
  static func leftOut(_ variables: [String]) -> String {
    "Left out of its environment, because they would stop it: \(variables.joined(separator: ", "))."
  }
  static func passedProxies(_ variables: [String]) -> String {
    "It gets the proxies of this program: \(variables.joined(separator: ", "))."
  }

  static func registeredHere(_ path: String) -> String {
    "Registered: \(path) has the runner and its token."
  }
  static let serviceTakesIt = "The service notices the change within seconds and asks for jobs."
  static let startItYourself =
    "No service is known to read this file: start gitlab-runner run with it, or install the service."
  static func registeredElsewhere(_ path: String) -> String {
    "gitlab-runner says that it is done, but \(path) does not have the runner."
  }
  static let localRegistrationEnded =
    "gitlab-runner has ended; look at the runner in the list for what came of it"
  static let registrationStopped =
    "Stopped. gitlab-runner was interrupted and takes back what it began; the token is as it was."

  // MARK: - Write config.toml

  static let writeConfig = "Write config.toml"
  static let writeConfigTip =
    "Adds a section to gitlab-runner's file, keeps every other byte, and shows the difference before."
  static let writeConfigTitle = "Write into config.toml"
  static let writePathHelp = "Enter shows what would change; nothing is written before."
  static let writeConfigHelp =
    "Every byte that is there stays; the old file is kept beside the new one."
  static let configFileLabel = "File"
  static let writePathText =
    "The file that gitlab-runner reads. It gets one section more; a missing file is made."
  static let showDifference = "Show difference"
  static let writeIt = "Write"
  static let readingConfig = "Reading the file"
  static let writingConfig = "Writing the file"
  static func willWrite(_ preview: ConfigPreview) -> String {
    let path = sanitized(preview.path)
    guard !preview.isNew else { return "\(path) is made, for its owner alone." }
    let count = count(preview.entryCount, "section", "sections")
    return "\(path) has \(count) and gets this one; all else stays as it is."
  }
  static func configWritten(_ path: String) -> String { "Written to \(path)." }
  static func backupIs(_ path: String) -> String { "The old file is \(path)." }
  static let lintUnavailable = "No gitlab-runner 19.3 or later is here to check it."
  static let lintPassed = "gitlab-runner lint finds nothing wrong."
  static let lintComplains = "gitlab-runner lint says:"
}
