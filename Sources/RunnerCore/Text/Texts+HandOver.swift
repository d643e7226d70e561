/// What the hand-over of a token says.
extension Texts {
  static let tokenPrompt = "Runner authentication token"
  static let sshPasswordPrompt = "Password for SSH"
  static func nothingTyped(_ prompt: String) -> String {
    "\(prompt): nothing was entered. Run this text again."
  }
  static func noTerminal(_ prompt: String) -> String {
    "\(prompt): there is no terminal to type it on. Run this text in a terminal."
  }

  // Titles of texts.
  static let registerTitle = "Register the runner"
  static let runTitle = "Run it, as long as it is to take jobs"
  static let serviceTitle = "Install and start the service, once on this machine"
  static let powershellTitle = "Register the runner, in PowerShell as administrator"
  static let commandPromptTitle = "Or in the Command Prompt as administrator"
  static let windowsServiceTitle =
    "Install and start the service, once on this machine, in PowerShell"
  static let startContainerTitle = "Start the container, once"
  static let certificatesTitle = "Put the certificates into the container's configuration"
  static let clusterTitle = "Then run, in the same folder"
  static let sectionTitle = "Append to config.toml"
  static let dropInTitle = "Save as http-proxy.conf: the proxies of the service"
  static let dropInInstallTitle = "Install it in the same folder; running jobs end"

  static func saveTitle(_ file: String) -> String { "Save as \(file)" }

  // Problems.
  static func executorNotThere(_ request: HandOverRequest) -> String {
    let names = request.place.executors.map(\.rawValue).joined(separator: ", ")
    return "The executor \(request.executor.rawValue) does not go with \(request.place.rawValue); "
      + "choose one of \(names)."
  }

  static let tokenIsOdd =
    "The token has characters that no runner authentication token of GitLab has; no text is made with it."
  static let tokenFileIsOdd = "The token's file has no usable path; save the token elsewhere."
  static let connectionIsOdd =
    "A file or a proxy of this connection has control characters in its name or value; no text is made with it."
  static let answerHasControlCharacter =
    "A line break or another control character cannot be written here; remove it."
  static let answerTooLong = "This is longer than 4,096 bytes; shorten it."
  static let answerIsToken = "This looks like a token; the text has a place of its own for it."

  static func notAChoice(_ choices: [String]) -> String {
    let names = choices.filter { !$0.isEmpty }.joined(separator: ", ")
    return "Choose one of \(names)" + (choices.contains("") ? ", or nothing." : ".")
  }

  static func answerMissing(_ question: HandOverQuestion) -> String {
    switch question {
    case .image: "Jobs without an image of their own need one; give one, such as alpine:latest."
    case .sshHost: "Give the host that runs the jobs."
    case .sshUser: "Give the user that logs in there."
    case .baseName: "Give the name of the virtual machine that is cloned for jobs."
    case .runExec: "Give the path of the program that runs a step of a job."
    case .configFolder: "Give the folder of the host that keeps the configuration."
    case .volume: "Give the volume that keeps the configuration."
    case .container: "Give the name of the container that runs gitlab-runner."
    case .namespace: "Give the namespace that the runner is installed in."
    case .name, .shell, .sshPort, .sshIdentityFile: "Give an answer."
    }
  }

  static func answerIsWrong(_ question: HandOverQuestion) -> String {
    switch question {
    case .image:
      "This is no name of an image; write it like alpine:latest or registry.example.com/a/b:1."
    case .sshHost: "This is no host; write a name or an address."
    case .sshPort: "A port is a number from 1 to 65535."
    case .sshUser: "A user's name has no blanks or quotes and no dash at its beginning."
    case .configFolder: "Give an absolute path without a colon, such as /srv/gitlab-runner/config."
    case .volume, .container:
      "A name has letters, digits and _ . - and begins with a letter or digit."
    case .namespace: "A namespace has at most 63 small letters, digits and dashes inside."
    case .name: "The chart would take {{ for a template; leave it out."
    case .sshIdentityFile, .runExec, .baseName, .shell:
      "This path cannot be written in every shell; use one without quotes or a dash at its beginning."
    }
  }

  // Notes.
  static let linuxService =
    "The service takes up the new section within seconds; sudo gitlab-runner status says whether it runs."
  static let macSession =
    "Run it as the user that is logged in at the screen: the service belongs to that user's session."
  static let windowsElevated =
    "gitlab-runner.exe is expected in C:\\GitLab-Runner; its config.toml is written there."
  static let freebsdUser =
    "The service runs as gitlab-runner and reads the configuration in that user's home."
  static let dockerRights = "Where Docker needs root, run the texts in a root shell."
  static let execRestart = "The running gitlab-runner takes up the new section within seconds."
  static let execSocket =
    "The docker executor needs /var/run/docker.sock mounted into the container that runs."
  static let chartValuesGone =
    "Values such as tags, locked and runUntagged are missing on purpose: GitLab keeps them with the runner, and "
    + "the chart fails with them."
  static let operatorSecret = "The Secret has the key runner-token alone, as the operator wants it."
  static let proxiesForJobs =
    "The proxies are those of gitlab-runner; jobs get them by environment = [\"https_proxy=…\"] in config.toml."
  static let pathsInContainer = "Paths of keys are those inside the container."
  static let sectionPlaces =
    "The file: /etc/gitlab-runner/config.toml of the service, ~/.gitlab-runner/config.toml of a user, "
    + "config.toml beside gitlab-runner.exe. A running gitlab-runner reads it again within seconds."
  static let noCommandPrompt =
    "There is no text for the Command Prompt: a value has a quote, % or !, which it cannot carry."

  static func samePath(_ paths: [String]) -> String {
    "These files have to be on the runner's machine at the same path, and readable there: "
      + Array(Set(paths)).sorted().map { sanitized($0) }.joined(separator: ", ") + "."
  }

  static func copyCertificate(_ source: String, to target: String) -> String {
    "Copy \(sanitized(source)) to \(target) on the runner's machine first."
  }

  static func loopbackOnMachine(_ host: String) -> String {
    "\(host) is the machine itself: the runner has to live on the machine of GitLab."
  }

  // Warnings.
  static let userMode =
    "gitlab-runner in user mode takes jobs only while gitlab-runner run is running, and not after a restart."
  static let tokenInText =
    "The text holds the token: what is pasted into a shell may stay in its history, and a saved file has to be kept private."
  static let sshPasswordMissing =
    "Without an identity file, SSH needs password = \"…\" in [runners.ssh]."
  static let operatorHasNoClientCertificate =
    "The operator has no setting for a client certificate; it is left out."
  static let certificateIsNotPEM =
    "gitlab-runner reads PEM only; the client certificate is left out. Convert it with openssl pkcs12."
  static let execProxies =
    "The proxies reach the registration alone; the container that runs needs them in its own environment."

  static func hostInContainer(_ host: String, isCluster: Bool) -> String {
    isCluster
      ? "Pods of the cluster have to resolve and reach \(host)."
      : "The container has to resolve and reach \(host), which may differ from this machine; check with: "
        + "docker run --rm --entrypoint getent gitlab/gitlab-runner:latest hosts \(host)"
  }

  static func loopbackInContainer(_ host: String) -> String {
    "\(host) is the container itself there; use an address of GitLab that other machines know."
  }

}
