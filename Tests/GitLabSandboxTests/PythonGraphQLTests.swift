import Foundation
import GitLabSandbox
import Testing

/// graphql-core, the reference implementation in Python, judges schema and answers.
///
/// It runs where `python3` can import the package `graphql` (`pip install graphql-core`) and is reported as
/// skipped everywhere else.
struct PythonGraphQLTests {
  static let isInstalled =
    (try? ServerProcess.run("/usr/bin/env", ["python3", "-c", "import graphql"]).status) == 0

  static let script = """
    import json, sys, urllib.request
    from graphql import (build_client_schema, build_schema, get_introspection_query, parse,
                         validate, validate_schema)
    from graphql.utilities import find_breaking_changes, lexicographic_sort_schema, print_schema

    url, path = sys.argv[1], sys.argv[2]

    def ask(query, variables=None):
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(url + "/api/graphql", body, {
            "Content-Type": "application/json",
            "PRIVATE-TOKEN": "glpat-sandbox-root-admin-0018"})
        return json.load(urllib.request.urlopen(request))

    written = build_schema(open(path).read())
    assert validate_schema(written) == [], validate_schema(written)
    answer = ask(get_introspection_query(descriptions=True, input_value_deprecation=True))
    told = build_client_schema(answer["data"])
    assert validate_schema(told) == []
    text = lambda schema: print_schema(lexicographic_sort_schema(schema))
    assert text(told) == text(written), "introspection and printed schema differ"

    # Both judges agree on what is a valid document.
    for query in [
        "{runners{nodes{id}}}", "{runners{nodes{nope}}}", "{runners(sort:X){count}}", "{runner{id}}",
        "query($i:ID!){runner(id:$i){id}}", "query($i:CiRunnerID!){runner(id:$i){id}}",
        "query($n:Int){runners(first:$n){count}}", "query($n:Int!){runners{count}}", "{runners}",
        "{runners{count{x}}}", "{runners{nodes{...on CiRunner{id}}}}",
        "{runners{nodes{...on Group{id}}}}", "{a:runners{count}a:metadata{version}}",
        "{runners(first:1){count}runners(first:1){pageInfo{endCursor}}}",
        "{...f}fragment f on Query{metadata{version}}", "{...f}", "{metadata{version@skip}}",
        "{metadata{version@skip(if:false)@include(if:true)}}", "{metadata{version@other}}",
        "query($t:[String!]){runners(tagList:$t){count}}", "{runners(tagList:\\"a\\"){count}}",
        "query($t:[String]){runners(tagList:$t){count}}", "{runners(first:\\"1\\"){count}}",
        "query($s:CiRunnerStatus=ONLINE){runners(status:$s){count}}",
        "query($s:CiRunnerStatus=SLEEPING){runners(status:$s){count}}",
        "query($b:Boolean){metadata{version@skip(if:$b)}}",
        "query($b:Boolean=true){metadata{version@skip(if:$b)}}",
        "mutation{bulkRunnerDelete(input:{}){errors}}", "mutation{runnerDelete(input:{}){errors}}",
    ]:
        ours = "data" in ask(query, {"i": "gid://gitlab/Ci::Runner/1", "n": 1})
        theirs = validate(told, parse(query)) == []
        assert ours == theirs, (query, ours, theirs)
    print("fine")
    """

  @Test(
    .enabled(if: isInstalled, "python3 cannot import graphql, so graphql-core is not tried"),
    arguments: GitLabSandbox.Release.allCases)
  func schemaAndValidationStandBeforeTheReference(release: GitLabSandbox.Release) throws {
    let server = try ServerProcess(["--gitlab", release.rawValue])
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("schema-\(release.rawValue)-\(server.port).graphql")
    try GitLabSandbox.graphQLSchema(of: release).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let (status, output) = try ServerProcess.run(
      "/usr/bin/env", ["python3", "-c", Self.script, server.url, file.path])
    #expect(status == 0)
    #expect(output == "fine\n")
    #expect(server.stop() == 0)
  }

  /// python-gitlab's own GraphQL client, which needs the package `gql` besides.
  static let hasClient =
    (try? ServerProcess.run(
      "/usr/bin/env", ["python3", "-c", "import gitlab, gql; gitlab.GraphQL"]
    ).status) == 0

  static let client = """
    import sys, gitlab

    client = gitlab.GraphQL(sys.argv[1], token="glpat-sandbox-owner-api-0001")
    answer = client.execute("{currentUser{username runners(first:2){nodes{id tagList}}}}")
    assert answer["currentUser"]["username"] == "owner", answer
    assert len(answer["currentUser"]["runners"]["nodes"]) == 2, answer
    print("fine")
    """

  @Test(
    .enabled(if: hasClient, "python3 cannot import gitlab.GraphQL, so that client is not tried"))
  func pythonGitLabAsksGraphQL() throws {
    let server = try ServerProcess()
    let (status, output) = try ServerProcess.run(
      "/usr/bin/env", ["python3", "-c", Self.client, server.url])
    #expect(status == 0)
    #expect(output == "fine\n")
  }
}
