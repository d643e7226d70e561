import Configuration
import Glibc
import RunnerCore
import RunnerWizard

extension Worker {
  /// How long a token command may take: some ask for a fingerprint or a password of their own.
  private static let tokenCommandLimit = Duration.seconds(10)

  /// Runs a token command; its output is the token. What it printed once counts for the whole run, because
  /// some commands ask for a fingerprint.
  func readToken(_ command: [String]) async -> Answer {
    await commandTokens.token(of: command) { await runTokenCommand(command) }
  }

  private func runTokenCommand(_ command: [String]) async -> Answer {
    let program = command.first ?? ""
    do throws(ChildProcess.Failure) {
      let printed = try await ChildProcess.run(
        command, wantsOutput: true, limit: Self.tokenCommandLimit,
        inheritsTokens: true)
      do {
        return .tokenRead(try TokenText.parse(printed))
      } catch {
        return .tokenCommandFailed(
          message: Texts.tokenCommandUnusable(program: program, error.text))
      }
    } catch {
      return .tokenCommandFailed(message: Texts.tokenCommandFailed(program: program, error))
    }
  }

  /// Writes a runner's token and a line end to a file that only its owner may read.
  func saveToken(_ token: Secret, path: String, replacing: Bool) -> Answer {
    let place = PrivateFile.expandingTilde(path, home: home)
    do throws(FileFailure) {
      try PrivateFile.write(
        Array((token.reveal() + "\n").utf8), to: place, existing: replacing ? .replace : .keep)
      return .tokenSaved(path: place)
    } catch {
      return .tokenNotSaved(
        SaveFailure(message: "\(error).", fileExists: !replacing && isRegularFile(place)))
    }
  }

  /// Stores a connection in the program's own file.
  func saveProfile(
    name: String, _ connection: Connection, tokenCommand: [String]?
  ) -> Answer {
    guard let path = savedFile else {
      return .profileNotSaved(SaveFailure(message: Texts.noHomeToSaveIn, fileExists: false))
    }
    guard Profile.isName(name) else {
      return .profileNotSaved(SaveFailure(message: Texts.wrongProfileName, fileExists: false))
    }
    do {
      try SavedFile.update(path, home: home) { saved in
        saved.set(Profile(name: name, connection, tokenCommand: tokenCommand, file: path))
        if saved.profiles.count == 1, saved.defaultProfile == nil { saved.defaultProfile = name }
      }
      return .profileSaved(name: name, path: path)
    } catch {
      return .profileNotSaved(SaveFailure(message: "\(error).", fileExists: false))
    }
  }

  /// Keeps the views and columns of the list in the program's own file.
  func saveViews(_ views: [RunnerView], columns: [String]?) -> Answer {
    guard let path = savedFile else {
      return .viewsNotSaved(SaveFailure(message: Texts.noHomeToSaveIn, fileExists: false))
    }
    do {
      try SavedFile.update(path, home: home) { keptViews.apply(views, columns: columns, to: &$0) }
      keptViews.keep(views, columns: columns)
      return .viewsSaved(path: path)
    } catch {
      return .viewsNotSaved(SaveFailure(message: "\(error).", fileExists: false))
    }
  }

  private func isRegularFile(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }
}

extension Profile {
  fileprivate init(
    name: String, _ connection: Connection, tokenCommand: [String]?, file: String
  ) {
    self.init(
      name: name, server: connection.server,
      token: tokenCommand.map(Token.command) ?? .text(connection.token),
      authentication: connection.authentication, caFile: connection.caFile,
      clientCertificate: connection.clientCertificate, clientKey: connection.clientKey,
      pinSHA256: connection.pinSHA256, headers: connection.headers, proxy: connection.proxy,
      timeout: connection.timeout, userAgent: connection.userAgent, file: file,
      origin: Origin(.saved))
  }
}
