import RunnerCore
import RunnerWizard
import Testing

@testable import Runtime

/// One row of the table: what is configured, set and installed, and which route that gives.
struct ClipboardCase: Sendable, CustomTestStringConvertible {
  var name: String
  var configured: [String] = []
  var environment: [String: String] = [:]
  var installed: Set<String> = []
  var route: ClipboardRoute

  var testDescription: String { name }
}

@Suite struct ClipboardRouteTests {
  static let everything: Set<String> = [
    "tmux", "wl-copy", "xclip", "xsel", "pbcopy", "clip.exe",
  ]
  static let desktop = ["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"]
  static let tmux = ClipboardRoute.program(
    name: "tmux", command: ["tmux", "load-buffer", "-b", "runner-wizard", "-w", "-"])
  static let xclip = ClipboardRoute.program(
    name: "xclip", command: ["xclip", "-selection", "clipboard"])
  static let xsel = ClipboardRoute.program(
    name: "xsel", command: ["xsel", "--clipboard", "--input"])
  static let waylandCopy = ClipboardRoute.program(name: "wl-copy", command: ["wl-copy"])
  static let ssh = ["SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"]

  static let table: [ClipboardCase] = [
    ClipboardCase(
      name: "the operator's own command beats everything", configured: ["copy", "-x"],
      environment: desktop.merging(["TMUX": "/tmp/t,1,0"]) { $1 }, installed: everything,
      route: .program(name: "copy", command: ["copy", "-x"])),
    ClipboardCase(
      name: "tmux beats SSH and the desktop",
      environment: desktop.merging(ssh) { $1 }.merging(["TMUX": "/tmp/t,1,0"]) { $1 },
      installed: everything, route: tmux),
    ClipboardCase(
      name: "tmux that is not installed here is passed over", environment: ["TMUX": "/tmp/t,1,0"],
      route: .terminal),
    ClipboardCase(
      name: "an empty TMUX is none", environment: ["TMUX": "", "DISPLAY": ":0"],
      installed: everything, route: xclip),
    ClipboardCase(
      name: "over SSH no program of that machine is asked",
      environment: desktop.merging(ssh) { $1 }, installed: everything, route: .terminal),
    ClipboardCase(
      name: "SSH_TTY alone means SSH",
      environment: desktop.merging(["SSH_TTY": "/dev/pts/1"]) { $1 }, installed: everything,
      route: .terminal),
    ClipboardCase(
      name: "Wayland beats X", environment: desktop, installed: everything, route: waylandCopy),
    ClipboardCase(
      name: "Wayland without wl-copy takes X", environment: desktop, installed: ["xclip", "xsel"],
      route: xclip),
    ClipboardCase(
      name: "wl-copy without Wayland is not asked", environment: ["DISPLAY": ":0"],
      installed: ["wl-copy", "xsel"], route: xsel),
    ClipboardCase(
      name: "xsel stands in for xclip", environment: ["DISPLAY": ":0"], installed: ["xsel"],
      route: xsel),
    ClipboardCase(
      name: "xclip without a display is not asked", installed: ["xclip", "xsel"],
      route: .terminal),
    ClipboardCase(
      name: "pbcopy needs no variable", installed: ["pbcopy", "clip.exe"],
      route: .program(name: "pbcopy", command: ["pbcopy"])),
    ClipboardCase(
      name: "clip.exe in the Windows Subsystem for Linux",
      environment: ["WSL_DISTRO_NAME": "Debian"], installed: ["clip.exe"],
      route: .program(name: "clip.exe", command: ["clip.exe"])),
    ClipboardCase(
      name: "clip.exe elsewhere is not asked", installed: ["clip.exe"], route: .terminal),
    ClipboardCase(name: "nothing at all leaves the terminal", route: .terminal),
  ]

  @Test(arguments: table) func firstRouteThatAppliesIsTaken(_ row: ClipboardCase) {
    let route = ClipboardRoute.first(
      configured: row.configured, environment: row.environment,
      isInstalled: row.installed.contains)
    #expect(route == row.route)
  }

  @Test func noRouteCarriesTheTextInItsArguments() async throws {
    let folder = try TemporaryFolder()
    let script =
      "cat > \(folder.path)/copied; tr '\\0' '\\n' < /proc/$$/cmdline > \(folder.path)/arguments"
    let outcome = await Clipboard.copy(
      .secret(Secret("glrt-secret")), name: "sh", command: ["sh", "-c", script])
    #expect(outcome == .confirmed(route: "sh"))
    #expect(try folder.text("copied") == "glrt-secret")
    #expect(try !folder.text("arguments").contains("glrt-secret"))
  }

  @Test func programThatFailsIsNotCalledSuccess() async {
    let outcome = await Clipboard.copy(.text("x"), name: "false", command: ["false"])
    guard case .failed(let message) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(message.contains("false"))
    #expect(message.contains("status 1"))
  }
}
