extension RunnerAccess {
  /// What is known before asking.
  ///
  /// - Parameters:
  ///   - scopes: of the access token; nil where it does not tell them, as OAuth tokens do not. Those of a fine-grained
  ///     token (`granular`) say nothing.
  ///   - isAdministrator: GitLab tells it to administrators alone, so nil counts as no, unless nothing at all
  ///     is known. Auditors, whom no answer tells apart, are taken for other users.
  public init(scopes: [String]?, isAdministrator: Bool?, isOAuth: Bool) {
    self.init()
    if let scopes, !scopes.contains("granular") {
      func refusal(_ act: String, _ needed: [String]) -> String? {
        scopes.contains { needed.contains($0) }
          ? nil : Texts.scopeTooSmall(for: act, needed: needed, scopes: scopes, isOAuth: isOAuth)
      }
      // GitLab: `lib/api/ci/runners.rb`, `allow_access_with_scope`.
      readRefusal = refusal("Listing runners", ["read_api", "api"])
      changeRefusal = refusal("Changing a runner", ["manage_runner", "api"])
      assignRefusal = refusal("Assigning a runner to a project", ["api"])
      createRefusal = refusal("Creating a runner", ["create_runner", "api"])
    }
    let isUserKnown = isAdministrator != nil || scopes != nil || isOAuth
    if isAdministrator != true, isUserKnown {
      // GitLab: `lib/api/api_guard.rb`; with Admin Mode on, only tokens with this scope act as an administrator's.
      let isTold = isAdministrator == false || scopes?.contains("admin_mode") == true
      instanceRefusal =
        isTold ? Texts.onlyAdministratorsListAll : Texts.onlyAdministratorsOrAdminMode
    }
  }
}
