import RunnerCore

/// What the hand-over of a token says.
extension Texts {
  static let handOver = "Set up"
  static let handOverTip =
    "Writes the exact text for the machine, container or cluster where the runner will live."
  static let handOverStep = "h writes the exact text for your machine, container or cluster."
  static let hereStep = "x registers the runner on this machine, w writes its config.toml."
  static let byHandStep = "Or by hand:"

  static let handOverPlaceTitle = "Where will the runner live?"
  static let handOverExecutorTitle = "How will it run jobs?"
  static let handOverQuestionsTitle = "What it needs to know"
  static let handOverTextTitle = "Set up the runner"
  static let handOverTextHelp =
    "y copies the text, S saves it to a file; Esc goes back and keeps the answers."
  static let handOverTextHelpHere =
    "y copies the text, S saves it; x registers here, w writes this config.toml."

  static let handOverNextTip = "Goes on with what is highlighted, or to the next field."
  static let handOverBackTip = "Goes one step back; what was chosen and typed stays."
  static let copyText = "Copy text"
  static let copyTextTip =
    "Copies the text that is shown; one with the token in it keeps the token as well."
  static let saveText = "Save text"
  static let saveTextTip = "Saves the text to a file that only you can read."
  static let nextText = "Next text"
  static let previousText = "Previous text"
  static let nextTextTip = "Shows another of the texts that belong together."
  static let revealTextTip = "Shows or hides what is secret in the text."
  static let changeAnswer = "Change"
  static let changeAnswerTip = "Takes the next of the possible answers."
  static let onlyOneText = "There is only this text"
  static let nothingHidden = "Nothing secret stands in this text"

  static let textCopied = "the text"
  static func textSaved(_ path: String) -> String {
    "Saved the text to \(path), readable by you alone"
  }
  static func handedOver(at clock: String, path: String) -> String {
    "in the text saved \(clock) to \(path)"
  }
  static let saveTextTitle = "Save the text"

  /// Stands where the token goes while it is hidden.
  static let tokenMarker = "‹token›"
  /// Stands where another secret goes.
  static let secretMarker = "‹hidden›"

  static func textNumber(_ number: Int, of count: Int) -> String { "\(number)/\(count)" }
  static func chosen(_ place: HandOverPlace, _ executor: RunnerExecutor) -> String {
    "\(title(place)), executor \(executor.rawValue)"
  }

  static func title(_ place: HandOverPlace) -> String {
    switch place {
    case .linux: "Linux service"
    case .linuxUser: "Linux user"
    case .macos: "macOS"
    case .windows: "Windows"
    case .freebsd: "FreeBSD"
    case .dockerRun: "Docker, folder"
    case .dockerVolume: "Docker, volume"
    case .dockerExec: "Docker, running"
    case .compose: "Docker Compose"
    case .helm: "Helm chart"
    case .operator: "Operator"
    case .configTOML: "config.toml"
    }
  }

  static func detail(_ place: HandOverPlace) -> String {
    switch place {
    case .linux: "gitlab-runner is installed and runs as a service of the system."
    case .linuxUser: "Your own gitlab-runner, which runs only while you run it."
    case .macos: "gitlab-runner as a service of the user who is logged in."
    case .windows: "gitlab-runner.exe in C:\\GitLab-Runner, by PowerShell or cmd."
    case .freebsd: "gitlab-runner as a service with a user of its own."
    case .dockerRun: "A new container, its configuration in a folder of the host."
    case .dockerVolume: "A new container, its configuration in a named volume."
    case .dockerExec: "A container with gitlab-runner that is running already."
    case .compose: "A compose file and the command that registers into it."
    case .helm: "Values for GitLab's chart, and the Secret that they name."
    case .operator: "Resources for the operator on Kubernetes or OpenShift."
    case .configTOML: "The section alone, to append to a configuration file."
    }
  }

  static func detail(_ executor: RunnerExecutor, at place: HandOverPlace) -> String {
    switch executor {
    case .docker: "Every job in a container of its own, from an image."
    case .shell:
      place.isInContainer
        ? "Jobs run in the runner's own container."
        : "Jobs run on the machine itself, as the runner's user."
    case .kubernetes: "Every job in a pod of its own."
    case .ssh: "Jobs run on another machine, by SSH."
    case .dockerWindows: "Every job in a Windows container of its own."
    case .dockerAutoscaler: "Containers on machines that a plugin starts and stops."
    case .instance: "Whole machines that a plugin starts and stops."
    case .custom: "A program of yours runs every step."
    case .virtualbox: "Every job in a copy of a VirtualBox machine."
    case .parallels: "Every job in a copy of a Parallels machine."
    }
  }

  static func label(_ question: HandOverQuestion) -> String {
    switch question {
    case .name: "Name there"
    case .image: "Image"
    case .shell: "Shell"
    case .sshHost: "SSH host"
    case .sshPort: "SSH port"
    case .sshUser: "SSH user"
    case .sshIdentityFile: "SSH key file"
    case .baseName: "Virtual machine"
    case .runExec: "Program"
    case .configFolder: "Folder"
    case .volume: "Volume"
    case .container: "Container"
    case .namespace: "Namespace"
    }
  }

  static func help(_ question: HandOverQuestion) -> String {
    switch question {
    case .name:
      "Stands in config.toml only; GitLab shows the description. Empty for the host's name."
    case .image: "The image of jobs that name none."
    case .shell: "The shell that runs the jobs' scripts."
    case .sshHost: "The machine that runs the jobs."
    case .sshPort: "Usually 22."
    case .sshUser: "Who logs in there."
    case .sshIdentityFile:
      "A private key on the runner's machine. Without one the text asks for a password."
    case .baseName: "The machine that is copied for every job."
    case .runExec: "The path of the program that runs a step of a job."
    case .configFolder: "The folder of the host that holds config.toml."
    case .volume: "The volume that holds config.toml."
    case .container: "The name of the container that runs gitlab-runner."
    case .namespace: "The namespace of the runner and its jobs."
    }
  }

  static func placeholder(_ question: HandOverQuestion) -> String {
    switch question {
    case .name: "build-host-7"
    case .image: "alpine:latest"
    case .sshHost: "build.example.com"
    case .sshPort: "22"
    case .sshUser: "ci"
    case .sshIdentityFile: "/home/ci/.ssh/id_ed25519"
    case .baseName: "debian-12"
    case .runExec: "/opt/driver/run.sh"
    case .configFolder: "/srv/gitlab-runner/config"
    case .volume: "gitlab-runner-config"
    case .container, .namespace: "gitlab-runner"
    case .shell: ""
    }
  }

  static let shellOfLogin = "the user's own"
  static let tokenSourceLabel = "Token"

  static func word(_ source: HandOverTokenSource) -> String {
    switch source {
    case .typed: "asked for when it is run"
    case .file: "read from the saved file"
    case .inline: "in the text"
    }
  }

  static func help(_ source: HandOverTokenSource) -> String {
    switch source {
    case .typed: "The text asks, and shows nothing of what is pasted. Copy the token as well."
    case .file: "The text reads the file that the token was saved to."
    case .inline: "Who has the text has the token; a shell may keep it in its history."
    }
  }
}

extension HandOverPlace {
  /// Whether gitlab-runner itself is in a container.
  fileprivate var isInContainer: Bool {
    switch self {
    case .dockerRun, .dockerVolume, .dockerExec, .compose: true
    default: false
    }
  }
}
