import Foundation

/// A `gitlab-runner` for tests: a Python script that knows --version, register, lint, verify and run, talks to the sandbox
/// as the real one talks to GitLab, and fails in the words of the real one (gitlab-runner: `commands/register.go`,
/// `network/gitlab.go`).
///
/// Variables of its environment change what it does:
/// - `STUB_VERSION`: what it says its version is;
/// - `STUB_RECORD`: a file that gets a line of JSON for each call, with arguments and environment;
/// - `STUB_FAIL`: `x509`, `hang`, `elsewhere` (writes another file), `loud` (control sequences and the token in its log);
/// - `STUB_POLLS`: how often `run` asks for jobs before it ends, with status 1 where the server gave the last request no
///   answer that it gives to a runner; for ever without it.
public enum StubGitLabRunner {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Writes it into a folder, under its name.
  /// - Returns: its path.
  @discardableResult
  public static func install(in folder: String) throws -> String {
    try write(script, to: "\(folder)/gitlab-runner")
  }

  /// Writes a `systemctl` that knows of a gitlab-runner service which reads a file; without a file, of none.
  public static func installSystemctl(in folder: String, config: String?) throws {
    let unit =
      config.map {
        """
        case $1 in
        cat) cat <<'UNIT'
        # /etc/systemd/system/gitlab-runner.service
        [Service]
        ExecStart=/usr/bin/gitlab-runner "run" "--config" "\($0)" "--user" "gitlab-runner"
        UNIT
        ;;
        is-active) echo active ;;
        esac
        """
      } ?? "echo 'No files found for gitlab-runner.service.' >&2; exit 1"
    _ = try write("#!/bin/sh\n\(unit)\n", to: "\(folder)/systemctl")
  }

  /// Another program writes the file: a descriptor of this process that is open for writing goes to whatever another
  /// test starts at that moment, and the kernel runs no file that somebody may write (execve(2): ETXTBSY).
  private static func write(_ text: String, to path: String) throws -> String {
    let draft = path + ".text"
    try text.write(toFile: draft, atomically: false, encoding: .utf8)
    let installation = try ProgramRun("install", ["-m", "755", draft, path])
    guard installation.exitCode == 0 else { throw Failure(description: installation.errors) }
    try FileManager.default.removeItem(atPath: draft)
    return path
  }

  private static let script = #"""
    #!/usr/bin/env python3
    import json, os, signal, socket, sys, time, urllib.error, urllib.request

    env = os.environ
    if env.get("STUB_RECORD"):
        with open(env["STUB_RECORD"], "a") as record:
            record.write(json.dumps({"arguments": sys.argv[1:], "environment": dict(env)}) + "\n")

    def log(text):
        sys.stderr.write("\x1b[0;m" + text + "\x1b[0;m\n")
        sys.stderr.flush()

    def fatal(text, status=1):
        sys.stderr.write("\x1b[31;1mFATAL: " + text + "\x1b[0;m\n")
        sys.exit(status)

    def options(words):
        found, rest = {}, list(words)
        while rest:
            word = rest.pop(0)
            if not word.startswith("-"):
                fatal("unexpected argument " + word)
            name, equals, value = word.lstrip("-").partition("=")
            if not equals and rest and not rest[0].startswith("--"):
                value = rest.pop(0)
            found[name] = value
        return found

    def ask(method, url, body):
        request = urllib.request.Request(
            url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, None
        except urllib.error.URLError as error:
            return 0, str(error.reason)

    def verify(url, token):
        return ask("POST", url.rstrip("/") + "/api/v4/runners/verify", {
            "token": token, "system_id": "s_c0ffee0ddf00",
            "info": {"version": version, "platform": "linux", "architecture": "amd64"}})

    def quoted(text):
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

    def config_path(flags):
        path = flags.get("config") or env.get("CONFIG_FILE")
        if path:
            return path
        return "/etc/gitlab-runner/config.toml" if os.geteuid() == 0 \
            else os.path.expanduser("~/.gitlab-runner/config.toml")

    def entries(path):
        import tomllib
        with open(path, "rb") as file:
            return tomllib.load(file).get("runners", [])

    reserved = ["REGISTER_LOCKED", "REGISTER_ACCESS_LEVEL", "REGISTER_RUN_UNTAGGED",
                "REGISTER_MAXIMUM_TIMEOUT", "REGISTER_PAUSED", "RUNNER_TAG_LIST",
                "REGISTER_MAINTENANCE_NOTE"]
    reserved_flags = ["locked", "access-level", "run-untagged", "maximum-timeout", "paused",
                      "tag-list", "maintenance-note"]

    def register(flags):
        url = flags.get("url") or env.get("CI_SERVER_URL") or ""
        token = flags.get("token") or env.get("CI_SERVER_TOKEN") or ""
        path = config_path(flags)
        log("Runtime platform                                    arch=amd64 os=linux pid=1")
        if fail == "loud":
            log("\x1b]0;owned\x07\x1b[2Jtoken is " + token + " and glpat-ABCDEFGHIJKLMNOPQRST")
        if any(env.get(name) for name in reserved) or any(name in flags for name in reserved_flags):
            fatal("Runner configuration other than name and executor configuration is reserved "
                  "(specifically --locked, --access-level, --run-untagged, --maximum-timeout, "
                  "--paused, --tag-list, and --maintenance-note) and cannot be specified when "
                  "registering with a runner authentication token.")
        if fail == "hang":
            signal.signal(signal.SIGINT, lambda *_: fatal("interrupted", 130))
            log("Verifying runner...")
            while True:
                time.sleep(0.05)
        if fail == "x509":
            log("ERROR: Verifying runner... failed  status=couldn't execute POST against " + url +
                ": tls: failed to verify certificate: x509: certificate signed by unknown authority")
            fatal("Failed to verify the runner.")
        status, answer = verify(url, token)
        if status == 0:
            log("ERROR: Verifying runner... failed  status=couldn't execute POST against " + url +
                ": dial tcp: connect: connection refused")
            fatal("Failed to verify the runner.")
        if status == 403:
            log("ERROR: Verifying runner... is not valid  status=POST " + url + ": 403 Forbidden")
            fatal("Failed to verify the runner.")
        if status != 200:
            log("ERROR: Verifying runner... failed  status=%d 404 Not Found" % status)
            fatal("Failed to verify the runner.")
        log("Verifying runner... is valid")
        if fail == "elsewhere":
            path = path + ".other"
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            new = not os.path.exists(path)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
                if new:
                    file.write("concurrent = 1\n")
                file.write("\n[[runners]]\n")
                file.write("  name = %s\n" % quoted(flags.get("name") or socket.gethostname()))
                file.write("  url = %s\n  id = %d\n  token = %s\n  executor = %s\n" % (
                    quoted(url), answer["id"], quoted(token), quoted(flags.get("executor", ""))))
        except PermissionError as error:
            fatal("open %s: permission denied" % error.filename)
        log("Runner registered successfully. Feel free to start it, but if it's running already the "
            "config should be automatically reloaded!")

    def lint(flags):
        import tomllib
        try:
            for entry in entries(config_path(flags)):
                if not entry.get("token"):
                    fatal("runners: token is missing")
        except (OSError, tomllib.TOMLDecodeError) as error:
            fatal(str(error))

    def request_job(entry):
        status, _ = ask("POST", entry["url"].rstrip("/") + "/api/v4/jobs/request", {
            "token": entry["token"], "system_id": "s_c0ffee0ddf00", "last_update": "",
            "info": {"name": "gitlab-runner", "version": version, "platform": "linux",
                     "architecture": "amd64", "executor": entry.get("executor", "")}})
        if status != 204:
            log("ERROR: Checking for jobs... failed  runner=%s status=%d" % (
                entry["token"][:9], status))
        return status == 204

    def run(flags):
        left = int(env.get("STUB_POLLS", "-1"))
        while left != 0:
            asked = [request_job(entry) for entry in entries(config_path(flags))]
            left -= 1
            if left == 0 and not all(asked):
                sys.exit(1)
            time.sleep(0.2 if left else 0)

    version = env.get("STUB_VERSION", "19.4.0")
    fail = env.get("STUB_FAIL", "")
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word == "--version":
        print("Version:      %s\nGit revision: c0ffee00\nOS/Arch:      linux/amd64" % version)
    elif word == "register":
        register(options(sys.argv[2:]))
    elif word == "lint":
        lint(options(sys.argv[2:]))
    elif word == "verify":
        for entry in entries(config_path(options(sys.argv[2:]))):
            if verify(entry["url"], entry["token"])[0] != 200:
                fatal("Failed to verify runners")
    elif word == "run":
        run(options(sys.argv[2:]))
    else:
        fatal("unknown command " + word)
    """#
}
