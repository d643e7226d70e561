import Testing

@testable import Configuration

/// Damaged files: each is a problem or has values, none ends the program, and no message holds a secret.
struct GarbageTests {
  static let pythonGitLab = [
    "default-section", "helpers", "verification", "interpolation", "no-token",
  ]
  static let glab = [
    "several-hosts", "subfolder", "gateway", "oauth", "old-api-host", "environment",
  ]

  /// The text cut after every 7th character, and without each of its lines.
  private func damaged(_ text: String) -> [String] {
    let cut = stride(from: 0, to: text.count, by: 7).map { String(text.prefix($0)) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let thinned = lines.indices.map { index in
      (lines[..<index] + lines[(index + 1)...]).joined(separator: "\n")
    }
    let strange = lines.indices.map { index in
      (lines[..<index] + ["\t]glpat-secret: %( \u{202E}\u{7}"] + lines[index...])
        .joined(separator: "\n")
    }
    return cut + thinned + strange
  }

  private func check(_ found: ForeignProfiles) {
    let messages =
      found.profiles.flatMap { $0.notes + [$0.problem].compactMap { $0 } }
      + found.broken.map(\.problem) + found.files.compactMap(\.problem) + found.notes
    for message in messages {
      #expect(message.hasSuffix("."), "\(message)")
      for secret in ["glpat-", "oauth-0", "oauth-valid", "hunter2", "0123456789-job", "\u{202E}"] {
        #expect(!message.contains(secret), "\(message)")
      }
    }
  }

  @Test(arguments: pythonGitLab)
  func damagedFilesOfPythonGitLabAreRead(_ name: String) throws {
    for text in damaged(try Fixture.text("python-gitlab/\(name).cfg")) {
      check(PythonGitLab.read(Fixture.pythonGitLab(text)))
    }
  }

  @Test(arguments: glab)
  func damagedFilesOfGlabAreRead(_ name: String) throws {
    for text in damaged(try Fixture.text("glab/\(name).yml")) {
      check(Glab.read(Fixture.glab(text)))
    }
  }

  @Test func damagedRepositoriesAreRead() {
    let text = "[remote \"origin\"]\n\turl = https://olivia:glpat-x@a.example/g/p.git ; x\n"
    for text in damaged(text) {
      let surroundings = Surroundings(
        environment: [:], home: nil, folder: "/w", files: .memory(["/w/.git/config": text]))
      let remote = GitRemote.find(surroundings)
      #expect(remote?.path.contains("glpat") != true)
    }
  }

  @Test func namesOfSectionsSteerNoTerminal() {
    let text = "[a\u{1B}[2Jb]\nurl = https://gitlab.example.com\nprivate_token = glpat-x\n"
    let found = PythonGitLab.read(Fixture.pythonGitLab(text))
    #expect(found.profiles.count == 1)
    for profile in found.profiles {
      #expect(profile.name.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
  }
}
