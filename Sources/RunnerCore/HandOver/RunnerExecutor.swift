/// How gitlab-runner runs jobs, by the words of its configuration
/// (gitlab-runner: `docs/executors/_index.md`).
public enum RunnerExecutor: String, CaseIterable, Sendable {
  case docker
  case shell
  case kubernetes
  case ssh
  case dockerWindows = "docker-windows"
  case dockerAutoscaler = "docker-autoscaler"
  case instance
  case custom
  case virtualbox
  case parallels
}
