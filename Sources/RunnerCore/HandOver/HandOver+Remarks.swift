/// What is worth knowing about the texts of a place.
extension HandOver {
  mutating func writeRemarks() {
    writePlace()
    writeCertificateRemarks()
    if let gap = RunnerSection.gap(of: request.executor) { warn(gap) }
    if request.needsSSHPassword && (request.place == .configTOML) { warn(Texts.sshPasswordMissing) }
    if !request.proxies.isEmpty { note(Texts.proxiesForJobs) }
    if blocks.contains(where: \.holdsToken) { warn(Texts.tokenInText) }
    let isOverSSH = [.ssh, .virtualbox, .parallels].contains(request.executor)
    if isOverSSH && request.place.isContainer { note(Texts.pathsInContainer) }
  }

  private mutating func writePlace() {
    let host = request.server.host
    if request.place.isContainer || request.place.isCluster {
      if request.server.isLoopback {
        warn(Texts.loopbackInContainer(host))
      } else {
        warn(Texts.hostInContainer(host, isCluster: request.place.isCluster))
      }
    } else if request.server.isLoopback {
      note(Texts.loopbackOnMachine(host))
    }
    let renewal = request.tokenExpiresAt.flatMap {
      TokenRenewal(obtainedAt: request.tokenObtainedAt, expiresAt: $0)
    }
    if let warning = request.place.renewalWarning(renewal) { warn(warning) }
    switch request.place {
    case .linux: note(Texts.linuxService)
    case .linuxUser: warn(Texts.userMode)
    case .macos: note(Texts.macSession)
    case .windows: note(Texts.windowsElevated)
    case .freebsd: note(Texts.freebsdUser)
    case .dockerRun, .dockerVolume, .compose: note(Texts.dockerRights)
    case .dockerExec:
      note(Texts.execRestart)
      if request.executor == .docker { note(Texts.execSocket) }
      if !request.proxies.isEmpty { warn(Texts.execProxies) }
    case .helm: note(Texts.chartValuesGone)
    case .operator: note(Texts.operatorSecret)
    case .configTOML: break
    }
  }

  private mutating func writeCertificateRemarks() {
    if request.hasUnusableCertificate { warn(Texts.certificateIsNotPEM) }
    guard !request.certificates.isEmpty else { return }
    switch request.place {
    case .windows:
      for file in request.certificates { note(Texts.copyCertificate(file.source, to: file.target)) }
    case .linux, .linuxUser, .macos, .freebsd, .configTOML:
      note(Texts.samePath(request.certificates.map(\.source)))
    default: break
    }
  }
}
