import Configuration
import RunnerCore
import RunnerWizard

// Finding out about connections: nothing here changes anything on a server.
extension Worker {
  func examine(_ identity: Identity, _ client: GitLabClient) async -> Answer {
    .examined(await client.preflight(user: identity.user, token: identity.token))
  }

  func readCertificates(
    _ connection: Connection, _ reason: APIFailure.TLSReason
  ) async -> Answer {
    do {
      return .certificatesRead(try await CertificateReader(connection: connection).read(reason))
    } catch {
      note(error)
      return .certificatesNotRead(error)
    }
  }

  func tryConnection(_ connection: Connection, tokenCommand: [String]?) async -> Answer {
    var complete = connection
    if let tokenCommand {
      switch await readToken(tokenCommand) {
      case .tokenRead(let token): complete.token = token
      case .tokenCommandFailed(let message):
        return .connectionNotTried(connection, message: message)
      default: return .connectionNotTried(connection, message: "")
      }
    }
    switch await identify(complete) {
    case .identified(let identity): return .connectionTried(complete, identity)
    case .identificationFailed(let failure):
      return .connectionNotTried(connection, message: failure.message)
    default: return .connectionNotTried(connection, message: "")
    }
  }

  func forgetProfile(name: String) -> Answer {
    guard let path = savedFile else {
      return .profileNotForgotten(SaveFailure(message: Texts.noHomeToSaveIn, fileExists: false))
    }
    do {
      try SavedFile.update(path, home: home) { $0.removeProfile(named: name) }
      return .profileForgotten(name: name)
    } catch {
      return .profileNotForgotten(SaveFailure(message: "\(error).", fileExists: false))
    }
  }
}
