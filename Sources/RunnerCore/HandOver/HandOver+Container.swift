/// gitlab-runner in a container of Docker (gitlab-runner: `docs/install/docker.md`).
extension HandOver {
  private static let image = "gitlab/gitlab-runner:latest"
  /// Where the image has its configuration.
  private static let configuration = "/etc/gitlab-runner"
  private static let socket = "/var/run/docker.sock"

  mutating func writeContainer() {
    if request.place == .compose { writeComposeFile() }
    writeCertificates()
    writeRegistering(registering)
    switch request.place {
    case .dockerRun, .dockerVolume: writeDaemon()
    case .compose:
      add(Texts.startContainerTitle, .posix, file: "start.sh", "docker compose up -d\n")
    default: break
    }
  }

  /// The folder of the host or the volume, as Docker's option has it.
  private var mount: String {
    let source = request.answer(.volume) ?? request.answer(.configFolder) ?? ""
    return Quoting.posix("\(source):\(Self.configuration)")
  }

  private var passed: String {
    request.passedVariables.map { "-e \($0)" }.joined(separator: " ")
  }

  private var container: String { Quoting.posix(request.answer(.container) ?? "") }

  private var registering: [String] {
    switch request.place {
    case .compose: return ["docker compose run --rm \(passed)", "gitlab-runner"]
    case .dockerExec:
      // Variables that were given to the container stand in its own environment.
      let unset = RunnerVariable.reserved.map { "-u \($0)" }
      return [
        "docker exec \(passed) \(container)",
        "env \(unset.prefix(4).joined(separator: " "))",
        "\(unset.dropFirst(4).joined(separator: " "))", "gitlab-runner",
      ]
    default: return ["docker run --rm \(passed)", "-v \(mount)", Self.image]
    }
  }

  /// Through the standard input of a container: a volume has no folder on the host, and that of a bind mount belongs to
  /// root.
  private mutating func writeCertificates() {
    guard !request.certificates.isEmpty else { return }
    var lines: [String] = []
    for file in request.certificates {
      let script =
        "umask 077; mkdir -p \(Self.configuration)/certs; cat >\(Quoting.posix(file.target))"
      let shell =
        switch request.place {
        case .compose: "docker compose run --rm -T --entrypoint sh gitlab-runner"
        case .dockerExec: "docker exec -i \(container) sh"
        default: "docker run --rm -i -v \(mount) --entrypoint sh \(Self.image)"
        }
      lines.append(
        "\(shell) \\\n  -c \(Quoting.posix(script)) \\\n  <\(Quoting.posix(file.source))")
    }
    add(
      Texts.certificatesTitle, .posix, file: "certificates.sh",
      lines.joined(separator: " &&\n") + "\n")
  }

  private mutating func writeDaemon() {
    var script = PosixScript()
    script.export(request.proxies)
    var lines = ["docker run -d --name gitlab-runner --restart always"]
    lines += request.proxies.map { "-e \($0.name)" }
    lines.append("-v \(mount)")
    if request.executor == .docker { lines.append("-v \(Self.socket):\(Self.socket)") }
    script.command(lines + [Self.image])
    add(Texts.startContainerTitle, .posix, file: "start.sh", script.end())
  }

  private mutating func writeComposeFile() {
    var text = HandOverText()
    text.append(
      """
      services:
        gitlab-runner:
          image: "\(Self.image)"
          restart: always

      """)
    if !request.proxies.isEmpty { text.append("    environment:\n") }
    for proxy in request.proxies {
      text.append("      \(Quoting.yaml(proxy.name)): ")
      text.append(proxy.segment(Quoting.compose))
      text.append("\n")
    }
    let folder = "\(request.answer(.configFolder) ?? ""):\(Self.configuration)"
    text.append("    volumes:\n      - \(Quoting.compose(folder))\n")
    if request.executor == .docker {
      text.append("      - \"\(Self.socket):\(Self.socket)\"\n")
    }
    add(Texts.saveTitle("compose.yaml"), .yaml, file: "compose.yaml", text)
  }
}
