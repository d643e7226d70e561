extension GitLabVersion {
  /// Reads `18.4.2-ee`, `18.4.0-pre` or `18.4`; nil for what does not begin with two numbers.
  public init?(parsing text: String) {
    let numbers = text.prefix { $0 != "-" && $0 != "+" && $0 != " " }
      .split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1], major >= 0, minor >= 0
    else { return nil }
    let patch = numbers.count > 2 ? numbers[2] ?? 0 : 0
    self.init(major, minor, max(0, patch))
  }
}

extension ServerFacts {
  /// - Parameter isEnterprise: as `/metadata` tells it; older servers tell it by the end of the version alone.
  public init(versionText: String, isEnterprise: Bool? = nil) {
    let isNamed = versionText.split(separator: "-").dropFirst().contains("ee") ? true : nil
    self.init(
      version: GitLabVersion(parsing: versionText), versionText: versionText,
      isEnterprise: isEnterprise ?? isNamed)
  }
}

extension GitLabClient {
  /// What the server is: `GET /metadata`, and `GET /version` where that is not known. Takes the scope `api`,
  /// `read_api` or `read_user`.
  public func serverFacts() async throws(APIFailure) -> ServerFacts {
    let reader = reader(.version)
    let response: HTTPResponse
    do {
      response = try await read("/metadata", reader)
    } catch {
      guard error.status == 404 else { throw error }
      return ServerFacts(versionText: try await serverVersion())
    }
    let json = JSONValue(parsing: response.body)
    guard let version = json?["version"]?.cleanText, !version.isEmpty else {
      throw reader.unusable(response)
    }
    return ServerFacts(
      versionText: shortened(version, to: 60), isEnterprise: json?["enterprise"]?.flag)
  }
}
