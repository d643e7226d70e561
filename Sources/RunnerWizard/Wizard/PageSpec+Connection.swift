import RunnerCore

extension PageSpec {
  static let connection = PageSpec(
    id: .connection, title: { _ in Texts.connectionTitle },
    introduction: { _ in Texts.connectionIntroduction },
    fields: [
      FieldSpec(
        .known, .choice(\.known, knownChoices), need: .given,
        label: { _ in Texts.knownLabel }, help: knownHelp,
        isShown: { !$0.surroundings.known.isEmpty }, problems: knownProblems),
      FieldSpec(
        .url, .text(\.url, limit: nil, isTrimmed: true), need: .required,
        label: { _ in Texts.urlLabel }, help: { plainHTTPWarning($0) ?? Texts.urlHelp },
        placeholder: Texts.urlExample, isShown: { $0.typesConnection },
        problems: urlProblems),
      FieldSpec(
        .accessToken, .secret(\.accessToken), need: .required,
        label: { _ in Texts.accessTokenLabel },
        help: {
          Texts.instead(of: TokenKind.guess($0.accessToken)) ?? plainHTTPWarning($0)
            ?? Texts.accessTokenHelp
        },
        placeholder: Texts.accessTokenExample,
        isShown: { $0.typesConnection }, problems: tokenProblems),
      FieldSpec(
        .tokenCommand, .text(\.tokenCommandLine, limit: nil, isTrimmed: true), need: .optional,
        label: Texts.tokenCommandLabel, help: Texts.tokenCommandHelp,
        placeholder: Texts.tokenCommandExample,
        isShown: { $0.typesConnection && $0.accessToken.isEmpty },
        problems: {
          ShellWords.split($0.tokenCommandLine) == nil ? [Texts.tokenCommandUnclosed] : []
        }
      ),
      FieldSpec(
        .isOAuth, .toggle(\.isOAuth, on: Texts.yes, off: Texts.no), need: .given,
        label: Texts.oauthLabel, help: Texts.oauthHelp, isShown: { $0.typesConnection }),
      file(.caFile, \.caFile, Texts.caFileLabel, Texts.caFileHelp, Texts.caFileExample),
      file(
        .clientCertificate, \.clientCertificate, Texts.clientCertificateLabel,
        Texts.clientCertificateHelp, Texts.clientCertificateExample),
      file(
        .clientKey, \.clientKey, Texts.clientKeyLabel, Texts.clientKeyHelp,
        Texts.clientKeyExample, problems: clientKeyProblems),
      FieldSpec(
        .storesProfile, .toggle(\.storesProfile, on: Texts.yes, off: Texts.no), need: .given,
        label: { _ in Texts.storeLabel },
        help: { $0.tokenCommand == nil ? Texts.storeHelp : Texts.storeCommandHelp },
        isShown: { $0.typesConnection && $0.surroundings.savedFile != nil }),
      FieldSpec(
        .profileName, .text(\.profileName, limit: nil, isTrimmed: true), need: .required,
        label: { _ in Texts.profileNameLabel },
        help: { Texts.profileNameHelp(file: $0.surroundings.savedFile ?? "") },
        placeholder: Texts.profileNameExample,
        isShown: { $0.typesConnection && $0.surroundings.savedFile != nil && $0.storesProfile },
        problems: profileNameProblems),
    ],
    isShown: { _ in true })

  /// Either the token or the command that prints it has to be there.
  @Sendable static func tokenProblems(_ draft: WizardDraft) -> [String] {
    let isGiven = !draft.accessToken.isEmpty || !trimmed(draft.tokenCommandLine).isEmpty
    return isGiven ? [] : [Texts.tokenOrCommandMissing]
  }

  /// What to know before the access token is sent to another machine unencrypted.
  @Sendable private static func plainHTTPWarning(_ draft: WizardDraft) -> String? {
    guard let server = try? ServerURL(parsing: draft.url) else { return nil }
    return server.isPlainHTTPToRemote ? Texts.plainHTTPAhead : nil
  }

  @Sendable private static func urlProblems(_ draft: WizardDraft) -> [String] {
    do {
      _ = try ServerURL(parsing: draft.url)
      return []
    } catch {
      return [error.message]
    }
  }

  @Sendable private static func clientKeyProblems(_ draft: WizardDraft) -> [String] {
    let lacksCertificate = trimmed(draft.clientCertificate).isEmpty
    return !trimmed(draft.clientKey).isEmpty && lacksCertificate
      ? [Texts.clientKeyWithoutCertificate] : []
  }

  @Sendable private static func profileNameProblems(_ draft: WizardDraft) -> [String] {
    profileNameProblem(trimmed(draft.profileName)).map { [$0] } ?? []
  }

  /// What is wrong with the name of a profile; nil when nothing is.
  static func profileNameProblem(_ name: String) -> String? {
    if name.isEmpty { return Texts.profileNameMissing }
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_.".unicodeScalars.contains($0)
    }
    return isPlain ? nil : Texts.profileNameNotPlain
  }

  private static func file(
    _ id: FieldID, _ path: any DraftPath<String>, _ label: String, _ help: String,
    _ example: String, problems: @escaping @Sendable (WizardDraft) -> [String] = { _ in [] }
  ) -> FieldSpec {
    FieldSpec(
      id, .text(path, limit: nil, isTrimmed: true), need: .optional, label: label, help: help,
      placeholder: example, isShown: { $0.typesConnection }, problems: problems)
  }
}
