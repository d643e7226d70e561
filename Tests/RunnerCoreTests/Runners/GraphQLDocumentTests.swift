import Foundation
import Support
import Testing

@testable import RunnerCore

@Suite struct GraphQLDocumentTests {
  @Test func theFeaturesOfTheSchemaAreAllThatThereAre() throws {
    let features = GraphQLFeatures.named.reduce(into: GraphQLFeatures()) { $0.insert($1.feature) }
    #expect(features == .all)
    let text = try GraphQLSchema().text
    for (name, _) in GraphQLFeatures.named {
      #expect(text.contains("@feature(name: \"\(name)\")"))
    }
  }

  @Test func everyVariantFitsTheServerThatItIsFor() throws {
    let schema = try GraphQLSchema()
    for (document, features) in GraphQLDocument.variants {
      let problems = schema.problems(
        in: document.selection(with: features), features: Set(features.names))
      #expect(problems.isEmpty, "\(document.name) with \(features.names): \(problems)")
    }
  }

  @Test func theCheckerSeesWhatAServerLacks() throws {
    let schema = try GraphQLSchema()
    func problems(_ field: GraphQLField) -> [String] {
      schema.problems(in: [field], features: [])
    }
    let id = GraphQLField.plain("id")
    #expect(problems(GraphQLField("nothing", select: id)).count == 1)
    #expect(problems(GraphQLField("group", [.integer("depth", 1)], select: id)).count == 1)
    #expect(problems(GraphQLField("group")).count == 1)
    #expect(problems(GraphQLField("currentUser", select: GraphQLField.plain("runners"))).count == 1)
    #expect(problems(GraphQLField("group", select: GraphQLField.plain("id"))).isEmpty)
  }

  static let hasPython =
    (try? ProgramRun("python3", ["-c", "import graphql"]).exitCode) == 0

  @Test(.enabled(if: hasPython, "Python's graphql-core is not installed"))
  func anotherImplementationAcceptsEveryVariant() throws {
    let documents = GraphQLDocument.variants.map { document, features in
      JSONValue.object([
        .init("features", .array(features.names.map(JSONValue.string))),
        .init("text", .string(document.text(with: features))),
      ])
    }
    let work = JSONValue.object([
      .init("schema", .string(try GraphQLSchema().text)), .init("documents", .array(documents)),
    ])
    let script = GraphQLSchema.folder.appending(path: "validate.py").path
    let run = try ProgramRun("python3", [script], input: work.text)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errors == "\(documents.count) documents\n")
  }

  @Test func variablesThatNothingUsesAreNotDeclared() {
    let text = GraphQLDocument.runnerJobs.text(with: [])
    #expect(text == "query RunnerJobs {  }")
    #expect(
      GraphQLDocument.runnerJobs.text(with: .jobs)
        .hasPrefix("query RunnerJobs($id: CiRunnerID!, $after: String) { runner(id: $id) { jobs("))
  }

  @Test func fieldsOfWhichNothingIsLeftGo() {
    let field = GraphQLField(
      "outer", select: [GraphQLField("inner", needs: .creator), GraphQLField("deep", select: [])])
    #expect(field.reduced(to: [])?.selection.map(\.name) == ["deep"])
    let empty = GraphQLField("outer", select: [GraphQLField("inner", needs: .creator)])
    #expect(empty.reduced(to: []) == nil)
    #expect(empty.reduced(to: .creator) == empty)
  }

  @Test func thePlaceOfTheNextPageComesFirst() {
    for document in [
      GraphQLDocument.ownRunners, .groupRunners, .projectRunners, .instanceRunners,
    ] {
      let text = document.text(with: .all.union(.firstPage))
      #expect(text.contains("{ pageInfo { endCursor hasNextPage } count nodes { id "))
      #expect(!document.text(with: .all).contains("} count nodes { id desc"))
    }
  }

  @Test func everyDocumentStaysBelowGitLabsLimits() {
    for (document, features) in GraphQLDocument.variants {
      let text = document.text(with: features)
      #expect(text.utf8.count < 10_000)
      let selection = document.selection(with: features)
      #expect(Complexity.of(selection, searching: true) < 250, "\(document.name)")
      #expect(Complexity.depth(of: selection) < 15)
    }
    // GitLab: `spec/requests/api/graphql/query_complexity_spec.rb` gives this query 3.
    let known = GraphQLField(
      "project", [.text("fullPath", "a/b")], select: GraphQLField.plain("id", "name"))
    #expect(Complexity.of([known], searching: false) == 3)
  }
}

/// The price of a query as GitLab reckons it (GitLab: `app/graphql/types/base_field.rb`,
/// `app/graphql/resolvers/base_resolver.rb`): a field costs one more than what it selects, a sorted list one more, a
/// searched one five more, and a page of a hundred rows twice as much.
private enum Complexity {
  static func of(_ selection: [GraphQLField], searching: Bool) -> Int {
    selection.reduce(0) { sum, field in
      var price = 1 + of(field.selection, searching: searching)
      for case .variable(let name) in field.arguments {
        if name == "sort" { price += 1 }
        if name == "search", searching { price += 5 }
      }
      for case .integer("first", let count) in field.arguments {
        price = Int(Double(price) * (1 + Double(min(count, 100)) / 100))
      }
      return sum + price
    }
  }

  static func depth(of selection: [GraphQLField]) -> Int {
    (selection.map { 1 + depth(of: $0.selection) }).max() ?? 0
  }
}
