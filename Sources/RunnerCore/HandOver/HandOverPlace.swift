/// Where a new runner is to live, which decides the text that leads there.
public enum HandOverPlace: String, CaseIterable, Sendable {
  /// The system's service, which reads `/etc/gitlab-runner/config.toml`.
  case linux
  /// A user's own process, which reads `~/.gitlab-runner/config.toml` and runs only while it is started by hand.
  case linuxUser = "linux-user"
  case macos
  case windows
  case freebsd
  /// A container whose configuration is a folder of the host.
  case dockerRun = "docker-run"
  /// A container whose configuration is a named volume.
  case dockerVolume = "docker-volume"
  /// A container that runs already.
  case dockerExec = "docker-exec"
  case compose
  /// Values for the Helm chart, and the Secret that they name.
  case helm
  /// Resources for the Kubernetes and OpenShift operator.
  case `operator`
  /// A section for a configuration file, without any command.
  case configTOML = "config.toml"
}
