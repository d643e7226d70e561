import Foundation
import Support

/// A machine on which every program that a hand-over runs is a stub that records what it was given.
///
/// The stubs of `sudo` and of `docker` start the next program with the environment that the real ones would leave it.
struct StubMachine {
  /// One started program.
  struct Call {
    let arguments: [String]
    let environment: [String: String]
    let input: String

    var program: String { arguments[0] }

    /// The value of an option that is written as two words.
    func value(of option: String) -> String? {
      arguments.firstIndex(of: option).flatMap { index in
        index + 1 < arguments.count ? arguments[index + 1] : nil
      }
    }
  }

  struct Run {
    let status: Int32
    let errors: String
    /// In the order in which they were started.
    let calls: [Call]

    func calls(of program: String) -> [Call] { calls.filter { $0.program == program } }
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let stub = try folder.write(Self.stub, to: "bin/stub")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: stub.path(percentEncoded: false))
    for name in Self.programs {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/bin/" + name, withDestinationPath: "stub")
    }
  }

  var path: String { folder.path }

  func write(_ text: String, to name: String) throws {
    try folder.write(text, to: name)
  }

  /// How a shell gets a text.
  enum Way {
    /// As a file, with the input on its standard input and without any terminal.
    case file
    /// As a file, on a terminal on which the input is typed.
    case fileOnTerminal
    /// By its standard input, on such a terminal.
    case pipe
    /// By its standard input, without any terminal.
    case pipeWithoutTerminal
  }

  /// Runs a text, with leftovers of the legacy flow in the environment. Terminals are made by script(1).
  func run(_ text: String, input: String, shell: String = "bash", by way: Way = .file) throws -> Run
  {
    let record = folder.path + "/record"
    try? FileManager.default.removeItem(atPath: record)
    try FileManager.default.createDirectory(atPath: record, withIntermediateDirectories: true)
    try folder.write(text, to: "script")
    let command =
      switch way {
      case .file: ["setsid", "-w", "sh", "-c", "exec \(shell) script 2>errors"]
      case .fileOnTerminal: ["script", "-qec", "exec \(shell) script 2>errors", "/dev/null"]
      case .pipe: ["script", "-qec", "cat script | \(shell) 2>errors", "/dev/null"]
      case .pipeWithoutTerminal: ["setsid", "-w", "sh", "-c", "cat script | \(shell) 2>errors"]
      }
    let ended = try ProgramRun(
      "env", ["-C", folder.path] + command,
      environment: [
        "PATH": folder.path + "/bin:/usr/bin:/bin", "RECORD": record, "HOME": folder.path,
        "RUNNER_TAG_LIST": "left,over", "REGISTER_LOCKED": "false", "REGISTER_RUN_UNTAGGED": "true",
        "REGISTRATION_TOKEN": "GR1348941leftover",
      ], input: input)
    let errors = try String(contentsOfFile: folder.path + "/errors", encoding: .utf8)
    return Run(status: ended.exitCode, errors: errors, calls: try calls(in: record))
  }

  /// What `bash -n` says about a text; empty when it is well formed.
  static func syntaxProblem(of text: String) throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "script")
    return try ProgramRun("bash", ["-n", file.path(percentEncoded: false)]).errors
  }

  private func calls(in record: String) throws -> [Call] {
    let names = try FileManager.default.contentsOfDirectory(atPath: record)
      .filter { $0.hasSuffix(".arguments") }.map { String($0.dropLast(".arguments".count)) }
    return try names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { name in
      func words(_ kind: String) throws -> [String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(record)/\(name).\(kind)"))
        return data.split(separator: 0, omittingEmptySubsequences: false).dropLast()
          .map { String(decoding: $0, as: UTF8.self) }
      }
      let pairs = try words("environment").map { word in
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
      }
      // Programs that read nothing leave no file.
      let input = try? String(contentsOfFile: "\(record)/\(name).input", encoding: .utf8)
      return Call(
        arguments: try words("arguments"),
        environment: Dictionary(pairs, uniquingKeysWith: { first, _ in first }),
        input: input ?? "")
    }
  }

  private static let programs = [
    "gitlab-runner", "docker", "helm", "kubectl", "sudo", "install", "systemctl", "sysrc",
    "service",
  ]

  private static let stub = #"""
    #!/bin/bash
    number=$(( $(ls "$RECORD" | wc -l) + 1 ))
    record=$RECORD/$number
    program=${0##*/}
    printf '%s\0' "$program" "$@" >"$record.arguments"
    /usr/bin/env -0 >"$record.environment"
    passed=("PATH=$PATH" "RECORD=$RECORD" "HOME=$HOME")
    pass() { [ -z "${!1+set}" ] || passed+=("$1=${!1}"); }
    case $program in
      sudo)
        while [ "${1#-}" != "$1" ]; do
          case $1 in
            --preserve-env=*) IFS=, read -ra names <<<"${1#*=}"; for name in "${names[@]}"; do pass "$name"; done ;;
            -u) shift ;;
          esac
          shift
        done
        command=${1##*/}
        shift
        exec /usr/bin/env -i "${passed[@]}" "$command" "$@" ;;
      docker)
        [ "$1" != compose ] || shift
        verb=$1 entry=
        shift
        while [ "${1#-}" != "$1" ]; do
          case $1 in
            -e) pass "$2"; shift ;;
            --entrypoint) entry=$2; shift ;;
            -v|--name|--restart) shift ;;
          esac
          shift
        done
        shift
        [ "$verb" != exec ] || passed+=("RUNNER_TAG_LIST=of,the,container")
        [ "$verb" != up ] || exit 0
        if [ -n "$entry" ]; then cat >"$record.input"; exit 0; fi
        case $verb:$1 in
          exec:sh) cat >"$record.input" ;;
          exec:*) exec /usr/bin/env -i "${passed[@]}" "$@" ;;
          run:register) exec /usr/bin/env -i "${passed[@]}" gitlab-runner "$@" ;;
        esac ;;
      kubectl)
        case "$*" in
          "get namespace"*) exit 1 ;;
          *=/dev/stdin*) cat >"$record.input" ;;
        esac ;;
    esac
    exit 0

    """#
}
