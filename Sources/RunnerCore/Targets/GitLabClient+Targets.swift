extension GitLabClient {
  /// Groups or projects in which the user's role is high enough for a new runner: Owner of a group, Maintainer of a
  /// project. Archived ones are left out.
  ///
  /// A token that may read neither (scope `create_runner` alone) still learns what it reaches from
  /// `GET /personal_access_tokens/self/associations`, which any scope may ask but which knows no search: pages are
  /// read and matched here then.
  public func targets(_ search: TargetSearch) async throws(APIFailure) -> TargetPage {
    do {
      return try await searchTargets(search)
    } catch {
      guard error.kind.isAboutScope, connection.authentication == .privateToken else { throw error }
      return try await associations(search)
    }
  }

  /// The place of a full path among those in which a token that may look nothing up can create runners.
  /// - Returns: nil where it is not there, or that cannot be asked.
  func reached(_ path: String, _ kind: RunnerTarget.Kind) async -> RunnerTarget? {
    guard connection.authentication == .privateToken else { return nil }
    var search = TargetSearch(kind: kind, text: path)
    for _ in 0..<Self.reachedRounds {
      guard let page = try? await associations(search) else { return nil }
      let same = page.targets.first { $0.fullPath?.lowercased() == path.lowercased() }
      guard same == nil, let next = page.next else { return same }
      search.page = next
    }
    return nil
  }

  /// Calls for associations at most while a path is looked for among them.
  private static let reachedRounds = 4
  /// Entries on a page of the server's search.
  private static let pageSize = 20
  /// Entries on a page of associations, the most that GitLab gives.
  private static let associationPageSize = 100
  /// Pages of associations that one call reads at most while it has too few matches.
  private static let associationPages = 5

  private func searchTargets(_ search: TargetSearch) async throws(APIFailure) -> TargetPage {
    let reader = reader(.targetSearch(search.kind))
    let response = try await read(search.path(pageSize: Self.pageSize), reader)
    guard let rows = JSONValue(parsing: response.body)?.elements else {
      throw reader.unusable(response)
    }
    let next = RESTPages.next(
      after: search.page, in: response, rows: rows.count, of: Self.pageSize)
    return TargetPage(
      targets: rows.compactMap { target($0, search.kind) }, next: next.flatMap(\.pageNumber),
      total: RESTPages.number("X-Total", in: response))
  }

  /// One page number cuts the list of groups and that of projects; the headers tell of one of them alone, so that a
  /// full page is what says that there may be another.
  private func associations(_ search: TargetSearch) async throws(APIFailure) -> TargetPage {
    let reader = reader(.accessToken)
    let size = Self.associationPageSize
    let words = TargetWords(search.text)
    var page = TargetPage(targets: [], next: search.page, isMatchedHere: true)
    for _ in 0..<Self.associationPages {
      guard let number = page.next, page.targets.count < Self.pageSize else { break }
      let response = try await read(
        "/personal_access_tokens/self/associations?min_access_level=\(search.kind.neededRole.rawValue)"
          + "&page=\(number)&per_page=\(size)", reader)
      let name = search.kind == .group ? "groups" : "projects"
      guard let rows = JSONValue(parsing: response.body)?[name]?.elements else {
        throw reader.unusable(response)
      }
      page.targets += rows.compactMap { target($0, search.kind) }.filter(words.match)
      page.next = rows.count >= size ? number + 1 : nil
    }
    if search.page == 1, page.next == nil { page.total = page.targets.count }
    return page
  }

  /// - Returns: nil for what is archived or about to be deleted, and for what has no id.
  private func target(_ json: JSONValue, _ kind: RunnerTarget.Kind) -> RunnerTarget? {
    guard let id = json["id"]?.wholeNumber, id > 0, json["archived"]?.flag != true,
      json["marked_for_deletion_on"]?.cleanText == nil
    else { return nil }
    let webURL = json["web_url"]?.cleanText
    let path = json[kind == .group ? "full_path" : "path_with_namespace"]?.cleanText
    return RunnerTarget(
      kind: kind, id: id, fullPath: path ?? webURL.flatMap { fullPath(inPage: $0, kind) },
      name: json["name"]?.cleanText, webURL: webURL)
  }

  /// The path that the address of a group's or project's page tells.
  private func fullPath(inPage address: String, _ kind: RunnerTarget.Kind) -> String? {
    guard
      case .path(let path)? = try? TargetReference.parse(
        address, kind: kind, server: connection.server)
    else { return nil }
    return path
  }
}

extension RunnerTarget.Kind {
  /// The least role that creates a runner there.
  ///
  /// GitLab: `create_runners` in `app/policies/group_policy.rb` and `app/policies/project_policy.rb`.
  public var neededRole: MemberRole {
    switch self {
    case .group: .owner
    case .project: .maintainer
    }
  }
}

extension TargetSearch {
  /// Path and query of the request (GitLab: `lib/api/groups.rb`, `lib/api/projects.rb`).
  ///
  /// Older servers know no `active` and ignore it. The order by similarity is one of search results only.
  fileprivate func path(pageSize: Int) -> String {
    let text = self.text.trimmingASCIIWhiteSpace()
    var query: [String] = []
    if !text.isEmpty { query += ["search=" + percentEncoded(text), "order_by=similarity"] }
    switch kind {
    case .group:
      query += includesAll ? ["all_available=true"] : ["min_access_level=50"]
    case .project:
      if !text.isEmpty {
        query.append("search_namespaces=true")
      } else {
        query.append("order_by=last_activity_at")
      }
      if !includesAll { query += ["membership=true", "min_access_level=40"] }
      query += ["simple=true"]
    }
    query += ["archived=false", "active=true", "page=\(page)", "per_page=\(pageSize)"]
    return (kind == .group ? "/groups?" : "/projects?") + query.joined(separator: "&")
  }
}

extension RunnerCursor {
  fileprivate var pageNumber: Int? {
    guard case .page(let number) = self else { return nil }
    return number
  }
}

/// The words of a search, matched without a server: each has to occur in the name or the path, in whatever case.
public struct TargetWords: Sendable {
  private let words: [FoldedWord]

  public init(_ text: String) {
    words = text.unicodeScalars.split { $0.properties.isWhitespace }.map { FoldedWord(String($0)) }
  }

  public func match(_ target: RunnerTarget) -> Bool {
    words.allSatisfy { word in
      word.occurs(in: target.fullPath ?? "") || word.occurs(in: target.name ?? "")
    }
  }
}
