import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// A gitlab-runner on this machine, and what comes of using it.
enum MachineFixtures {
  static let configPath = "/etc/gitlab-runner/config.toml"

  static let service = LocalRunner(
    program: "/usr/bin/gitlab-runner", version: "19.4.0",
    service: LocalRunner.Service(configPath: configPath, isActive: true), isRoot: true,
    configPath: configPath,
    configuration: .entries(
      [LocalRunner.Entry(id: 7, name: "build-host-7", url: "https://gitlab.example.com")],
      isWritable: true), reservedVariables: ["RUNNER_TAG_LIST"], proxyVariables: ["https_proxy"])

  static let user = LocalRunner(
    program: "/usr/bin/gitlab-runner", version: "18.4.0",
    service: LocalRunner.Service(configPath: configPath, isActive: false), isRoot: false,
    configPath: "/home/olivia/.gitlab-runner/config.toml", configuration: .missing)

  static let preview = ConfigPreview(
    number: 1, path: configPath, isNew: false, entryCount: 1,
    difference: [
      "--- \(configPath)", "+++ \(configPath)", "@@ -11,0 +12,4 @@", "+", "+[[runners]]",
      "+  name = \"Docker host in Lyon\"", "+  token = \"‹redacted›\"",
    ],
    warnings: ["concurrent is 1, so that at most one job runs at a time for all 2 runners."])

  static let written = ConfigWritten(
    path: configPath, backup: configPath + ".bak-20260131-091500", lint: .passed,
    isOfService: true)

  static let failure = LocalRegistrationEnd.failed(
    message: "gitlab-runner does not trust the certificate of gitlab.example.com.",
    fix: "Connect with the authority's file (--ca-file).")

  /// A machine on which everything goes well.
  @Sendable static func well(_ work: Work) -> Answer? {
    switch work {
    case .findLocalRunner: .localRunnerFound(service)
    case .registerHere: .registeredHere(.registered(path: configPath, isOfService: true))
    case .previewConfig: .configPreviewed(preview)
    case .writeConfig: .configWritten(written)
    default: Fixtures.well(work)
    }
  }

  /// Everything goes well but one kind of work.
  static func except(
    _ isMeant: @escaping @Sendable (Work) -> Bool, _ answer: Answer?
  ) -> @Sendable (Work) -> Answer? {
    { isMeant($0) ? answer : well($0) }
  }

  /// On the result page, past the moment in which keys are dropped.
  static func pilot(
    _ outside: @escaping @Sendable (Work) -> Answer? = well,
    size: Size = Size(width: 80, height: 24), isDemo: Bool = false, isReadOnly: Bool = false
  ) -> Pilot {
    var pilot = Pilot(
      Fixtures.settings(isDemo: isDemo, isReadOnly: isReadOnly), size: size, outside: outside)
    pilot.goToResult()
    return pilot
  }
}

extension Work {
  var isFinding: Bool {
    if case .findLocalRunner = self { return true }
    return false
  }
  var isLocalRegistration: Bool {
    if case .registerHere = self { return true }
    return false
  }
  var isWritingConfig: Bool {
    if case .writeConfig = self { return true }
    return false
  }
}
