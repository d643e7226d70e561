/// Why GraphQL gave no data.
enum GraphQLTrouble: Error {
  /// The document names something that this server does not know.
  case unknownToServer(GraphQLRefusal)
  /// GraphQL is refused or not there, which says nothing about REST.
  case unavailable(GraphQLRefusal)
  /// Asking another way would not help.
  case failed(APIFailure)

  var failure: APIFailure {
    switch self {
    case .unknownToServer(let refusal), .unavailable(let refusal): refusal.failure
    case .failed(let failure): failure
    }
  }
}

struct GraphQLRefusal {
  /// Why GraphQL is not used, in a sentence.
  var because: String
  /// What to tell where there is no other way.
  var failure: APIFailure
}

extension GitLabClient {
  /// Sends a query, which like all reading is repeated at most twice, and gives an answer whose `data` is an object.
  ///
  /// The single places in it may still be null, for each reason of their own.
  func query(
    _ query: GraphQLQuery, _ variables: [JSONValue.Member], _ reader: FailureReader,
    waiting: Waiting = { _, _ in }
  ) async throws(GraphQLTrouble) -> HTTPResponse {
    let response: HTTPResponse
    do {
      response = try await sendPatiently(
        "POST", connection.server.graphQL, body: query.body(variables), reader: reader,
        waiting: waiting)
    } catch {
      throw .failed(error)
    }
    guard (200..<300).contains(response.status) else { throw trouble(with: response, reader) }
    var answer = JSONReader(response.body)
    do {
      if try answer.find(["data"]), try answer.enterObject() { return response }
    } catch {
      // What is no JSON is told apart below.
    }
    throw troubleWithoutData(response, reader)
  }

  /// What a server knows, by its own account.
  func graphQLFeatures(
    _ reader: FailureReader, waiting: Waiting = { _, _ in }
  ) async throws(GraphQLTrouble) -> GraphQLFeatures {
    let response = try await query(GraphQLQuery(.schema, []), [], reader, waiting: waiting)
    guard let schema = JSONValue(parsing: response.body),
      let features = GraphQLFeatures(schema: schema)
    else {
      throw .unavailable(
        GraphQLRefusal(
          because: Texts.graphQLWithoutRunners, failure: reader.unusable(response)))
    }
    return features
  }

  /// Statuses of a server that is busy or broken tell nothing about GraphQL; other refusals may be of GraphQL alone.
  private func trouble(with response: HTTPResponse, _ reader: FailureReader) -> GraphQLTrouble {
    let failure = reader.failure(for: response)
    let isTemporary = response.status == 408 || response.status == 429 || response.status >= 500
    if isTemporary, response.status != 501 { return .failed(failure) }
    return .unavailable(
      GraphQLRefusal(because: Texts.graphQLRefused(failure), failure: failure))
  }

  /// For an answer without data: invalid for this server's schema, too complex, or not GitLab's at all.
  private func troubleWithoutData(
    _ response: HTTPResponse, _ reader: FailureReader
  ) -> GraphQLTrouble {
    guard let json = JSONValue(parsing: response.body), let errors = json["errors"]?.elements,
      !errors.isEmpty
    else {
      return .unavailable(
        GraphQLRefusal(because: Texts.graphQLIsSomethingElse, failure: reader.unusable(response)))
    }
    let refusal = GraphQLRefusal(
      because: Texts.graphQLRefusesQuery(reader.graphQLReason(response)),
      failure: reader.refusal(.badRequest, response))
    let isAboutSchema = errors.contains { Self.schemaCodes.contains($0.errorCode ?? "") }
    return isAboutSchema ? .unknownToServer(refusal) : .unavailable(refusal)
  }

  /// graphql-ruby: `lib/graphql/static_validation/rules/`.
  private static let schemaCodes: Set<String> = [
    "undefinedField", "argumentNotAccepted", "argumentLiteralsIncompatible", "undefinedType",
    "variableNotDefined", "variableMismatch", "selectionMismatch", "missingRequiredArguments",
  ]
}

extension JSONValue {
  /// The word by which an error of GraphQL names its kind.
  fileprivate var errorCode: String? { self["extensions"]?["code"]?.rawText }
}
