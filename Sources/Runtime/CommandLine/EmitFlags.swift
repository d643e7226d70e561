import ArgumentParser
import RunnerCore

/// What `create` prints in place of the token alone: the text for a place, and what the text needs to know.
struct EmitOptions: Equatable, Sendable {
  var place: HandOverPlace
  var executor: RunnerExecutor
  var answers: [HandOverQuestion: String] = [:]
}

/// The options of `create` that are about the text.
struct EmitFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(Texts.emitHelp, valueName: "place"),
    completion: .list(HandOverPlace.allCases.map(\.rawValue)), transform: EmitFlags.place)
  var emit: HandOverPlace?

  @Option(
    help: ArgumentHelp(Texts.executorHelp, valueName: "executor"),
    completion: .list(RunnerExecutor.allCases.map(\.rawValue)), transform: EmitFlags.executor)
  var executor: RunnerExecutor?

  @Option(help: ArgumentHelp(Texts.nameHelp, valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp(Texts.imageHelp, valueName: "image"))
  var image: String?

  @Option(help: ArgumentHelp(Texts.shellHelp, valueName: "shell"))
  var shell: String?

  @Option(help: ArgumentHelp(Texts.sshHostHelp, valueName: "host"))
  var sshHost: String?

  @Option(help: ArgumentHelp(Texts.sshPortHelp, valueName: "port"))
  var sshPort: String?

  @Option(help: ArgumentHelp(Texts.sshUserHelp, valueName: "user"))
  var sshUser: String?

  @Option(help: ArgumentHelp(Texts.sshIdentityFileHelp, valueName: "file"), completion: .file())
  var sshIdentityFile: String?

  @Option(help: ArgumentHelp(Texts.baseNameHelp, valueName: "name"))
  var baseName: String?

  @Option(help: ArgumentHelp(Texts.runExecHelp, valueName: "path"))
  var runExec: String?

  @Option(help: ArgumentHelp(Texts.configFolderHelp, valueName: "path"))
  var configFolder: String?

  @Option(help: ArgumentHelp(Texts.volumeHelp, valueName: "name"))
  var volume: String?

  @Option(help: ArgumentHelp(Texts.containerHelp, valueName: "name"))
  var container: String?

  @Option(help: ArgumentHelp(Texts.namespaceHelp, valueName: "name"))
  var namespace: String?

  func validate() throws {
    guard let emit = options else {
      if executor != nil || !answers.isEmpty { throw ValidationError(Texts.onlyWithEmit) }
      return
    }
    guard emit.place.executors.contains(emit.executor) else {
      throw ValidationError(Texts.executorNotThere(emit.executor, emit.place))
    }
    let fields = emit.place.fields(for: emit.executor)
    for question in HandOverQuestion.allCases
    where answers[question] != nil && !fields.contains(where: { $0.question == question }) {
      throw ValidationError(Texts.notAsked(Self.flag(question), emit.place, emit.executor))
    }
    for field in fields {
      guard let problem = field.problem(of: answers[field.question], at: emit.place) else {
        continue
      }
      throw ValidationError("'\(Self.flag(field.question))': \(problem)")
    }
  }

  @Sendable private static func place(_ text: String) throws -> HandOverPlace {
    guard let place = HandOverPlace(rawValue: text) else {
      throw ValidationError(Texts.notOneOf(HandOverPlace.allCases.map(\.rawValue)))
    }
    return place
  }

  @Sendable private static func executor(_ text: String) throws -> RunnerExecutor {
    guard let executor = RunnerExecutor(rawValue: text) else {
      throw ValidationError(Texts.notOneOf(RunnerExecutor.allCases.map(\.rawValue)))
    }
    return executor
  }

  /// Nil where the token alone is wanted.
  var options: EmitOptions? {
    guard let emit, let likely = emit.executors.first else { return nil }
    return EmitOptions(place: emit, executor: executor ?? likely, answers: answers)
  }

  private var answers: [HandOverQuestion: String] {
    let given: [(HandOverQuestion, String?)] = [
      (.name, name), (.image, image), (.shell, shell), (.sshHost, sshHost), (.sshPort, sshPort),
      (.sshUser, sshUser), (.sshIdentityFile, sshIdentityFile), (.baseName, baseName),
      (.runExec, runExec), (.configFolder, configFolder), (.volume, volume),
      (.container, container), (.namespace, namespace),
    ]
    var answers: [HandOverQuestion: String] = [:]
    for (question, answer) in given { answers[question] = answer }
    return answers
  }

  private static func flag(_ question: HandOverQuestion) -> String {
    switch question {
    case .name: "--name"
    case .image: "--image"
    case .shell: "--shell"
    case .sshHost: "--ssh-host"
    case .sshPort: "--ssh-port"
    case .sshUser: "--ssh-user"
    case .sshIdentityFile: "--ssh-identity-file"
    case .baseName: "--base-name"
    case .runExec: "--run-exec"
    case .configFolder: "--config-folder"
    case .volume: "--volume"
    case .container: "--container"
    case .namespace: "--namespace"
    }
  }
}
