import RunnerCore

/// What `create --emit` says.
extension Texts {
  static let emitTitle = "A text for the runner's machine"
  static let emitHelp = """
    Print, in place of the token alone, the text that sets the runner up there, with the token in it: \
    \(HandOverPlace.allCases.map(\.rawValue).joined(separator: ", ")).
    """
  static let executorHelp = """
    How jobs are run: \(RunnerExecutor.allCases.map(\.rawValue).joined(separator: ", ")); \
    by default the usual one of the place.
    """
  static let nameHelp = "The runner's name on its machine (the description)."
  static let imageHelp = "The image of jobs that name none."
  static let shellHelp = "The shell that runs the jobs' scripts."
  static let sshHostHelp = "The machine that runs the jobs by SSH."
  static let sshPortHelp = "Its port (22)."
  static let sshUserHelp = "Who logs in there."
  static let sshIdentityFileHelp =
    "The private key; without one the text asks for a password on its terminal."
  static let baseNameHelp = "The virtual machine that is copied for every job."
  static let runExecHelp = "The program that runs a step of a job."
  static let configFolderHelp = "The folder of the host that is mounted into the container."
  static let volumeHelp = "The volume that is mounted into the container."
  static let containerHelp = "The container that is running."
  static let namespaceHelp = "The namespace of Kubernetes."

  static let onlyWithEmit =
    "Options about the runner's machine, such as '--executor', go with '--emit' only."
  static func notOneOf(_ names: [String]) -> String {
    "It is one of \(names.joined(separator: ", "))."
  }
  static func executorNotThere(_ executor: RunnerExecutor, _ place: HandOverPlace) -> String {
    let names = place.executors.map(\.rawValue).joined(separator: ", ")
    return "'--executor \(executor.rawValue)' does not go with '--emit \(place.rawValue)'; "
      + "it is one of \(names)."
  }
  static func notAsked(
    _ flag: String, _ place: HandOverPlace, _ executor: RunnerExecutor
  ) -> String {
    "'\(flag)' does not go with '--emit \(place.rawValue)' and the executor \(executor.rawValue)."
  }
  static let nothingWasSent = "Nothing was sent."
  static let noTextForToken = "No text could be made; the token was printed alone."
}
