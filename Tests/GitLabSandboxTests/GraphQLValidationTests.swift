import FoundationEssentials
import GitLabSandbox
import Testing

/// What is refused before anything is executed, with the codes by which clients tell mistakes apart.
struct GraphQLValidationTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let query: String
    let code: String
    let message: String
    let details: [String: String]

    init(_ query: String, _ code: String, _ message: String, _ details: [String: String] = [:]) {
      self.query = query
      self.code = code
      self.message = message
      self.details = details
    }

    var testDescription: String { query }
  }

  static let mistakes = [
    Mistake(
      "{runners{nodes{id nonsense}}}", "undefinedField",
      "Field 'nonsense' doesn't exist on type 'CiRunner'",
      ["typeName": "CiRunner", "fieldName": "nonsense"]),
    Mistake(
      "{runners(owner:\"x\"){count}}", "argumentNotAccepted",
      "Field 'runners' doesn't accept argument 'owner'",
      ["name": "runners", "typeName": "Field", "argumentName": "owner"]),
    Mistake(
      "{runners(sort:NAME_ASC){count}}", "argumentLiteralsIncompatible",
      "Argument 'sort' on Field 'runners' has an invalid value (NAME_ASC). "
        + "Expected type 'CiRunnerSort'.", ["typeName": "Field", "argumentName": "sort"]),
    Mistake(
      "{runners(status:\"ONLINE\"){count}}", "argumentLiteralsIncompatible",
      "Argument 'status' on Field 'runners' has an invalid value (\"ONLINE\"). "
        + "Expected type 'CiRunnerStatus'."),
    Mistake(
      "{runners(tagList:[1]){count}}", "argumentLiteralsIncompatible",
      "Argument 'tagList' on Field 'runners' has an invalid value ([1]). "
        + "Expected type '[String!]'."),
    Mistake(
      "{runners(first:2147483648){count}}", "argumentLiteralsIncompatible",
      "Argument 'first' on Field 'runners' has an invalid value (2147483648). "
        + "Expected type 'Int'."),
    Mistake(
      "{runner(id:null){id}}", "argumentLiteralsIncompatible",
      "Argument 'id' on Field 'runner' has an invalid value (null). Expected type 'CiRunnerID!'."),
    Mistake(
      "{runner(id:\"7\"){id}}", "argumentLiteralsIncompatible",
      "\"7\" is not a valid Global ID"),
    Mistake(
      "{runner(id:\"gid://gitlab/User/7\"){id}}", "argumentLiteralsIncompatible",
      "\"gid://gitlab/User/7\" does not represent an instance of Ci::Runner"),
    Mistake(
      "{runner{id}}", "missingRequiredArguments",
      "Field 'runner' is missing required arguments: id",
      ["className": "Field", "name": "runner", "arguments": "id"]),
    Mistake(
      "mutation{runnerCreate(input:{}){errors}}", "missingRequiredInputObjectAttribute",
      "Argument 'runnerType' on InputObject 'RunnerCreateInput' is required. "
        + "Expected type CiRunnerType!",
      ["argumentName": "runnerType", "inputObjectType": "RunnerCreateInput"]),
    Mistake(
      "mutation{runnerDelete(input:{id:\"gid://gitlab/Ci::Runner/1\",x:1}){errors}}",
      "argumentNotAccepted", "InputObject 'RunnerDeleteInput' doesn't accept argument 'x'",
      ["typeName": "InputObject", "argumentName": "x"]),
    Mistake(
      "query($x:Nothing){runners{count}}", "variableRequiresValidType",
      "Nothing isn't a defined input type (on $x)"),
    Mistake(
      "query($x:CiRunner){runners{count}}", "variableRequiresValidType",
      "CiRunner isn't a valid input type (on $x)"),
    Mistake(
      "query A{runners(first:$n){count}}", "variableNotDefined",
      "Variable $n is used by A but not declared", ["variableName": "n"]),
    Mistake(
      "query A($n:Int){runners{count}}", "variableNotUsed",
      "Variable $n is declared by A but not used"),
    Mistake(
      "query($id:ID!){runner(id:$id){id}}", "variableMismatch",
      "Type mismatch on variable $id and argument id (ID! / CiRunnerID!)"),
    Mistake(
      "query($id:CiRunnerID){runner(id:$id){id}}", "variableMismatch",
      "Nullability mismatch on variable $id and argument id (CiRunnerID / CiRunnerID!)"),
    Mistake(
      "query($t:String!){runners(tagList:$t){count}}", "variableMismatch",
      "List dimension mismatch on variable $t and argument tagList (String! / [String!])"),
    Mistake(
      "query($n:Int=\"x\"){runners(first:$n){count}}", "defaultValueInvalidType",
      "Default value for $n doesn't match type Int"),
    Mistake(
      "{runners}", "selectionMismatch",
      "Field must have selections (field 'runners' returns CiRunnerConnection but has no "
        + "selections. Did you mean 'runners { ... }'?)"),
    Mistake(
      "{runners{count{x}}}", "selectionMismatch",
      "Selections can't be made on scalars (field 'count' returns Int but has selections)"),
    Mistake(
      "{runners{...f}}", "useAndDefineFragment", "Fragment f was used, but not defined"),
    Mistake(
      "{runners{count}}fragment f on CiRunner{id}", "useAndDefineFragment",
      "Fragment f was defined, but not used"),
    Mistake(
      "{runners{nodes{...f}}}fragment f on CiRunner{managers{nodes{runner{...f}}}}",
      "infiniteLoop", "Fragment f contains an infinite loop"),
    Mistake(
      "{runners{nodes{...on Nothing{id}}}}", "undefinedType",
      "No such type Nothing, so it can't be a fragment condition", ["typeName": "Nothing"]),
    Mistake(
      "{runners{nodes{...on Group{id}}}}", "cannotSpreadFragment",
      "Fragment on Group can't be spread inside CiRunner"),
    Mistake(
      "{runners{nodes{...on CiRunnerStatus{id}}}}", "fragmentOnNonCompositeType",
      "Invalid fragment on type CiRunnerStatus (must be Union, Interface or Object)"),
    Mistake(
      "{runners{count@upper}}", "undefinedDirective", "Directive @upper is not defined"),
    Mistake(
      "{runners{count@skip}}", "missingRequiredArguments",
      "Directive 'skip' is missing required arguments: if"),
    Mistake(
      "{runners{a:nodes{id}a:edges{cursor}}}", "fieldConflict",
      "Field 'a' has a field conflict: nodes or edges?"),
    Mistake(
      "{runners(first:1){count}runners(first:2){count}}", "fieldConflict",
      "Field 'runners' has an argument conflict: {first:1} or {first:2}?"),
    Mistake(
      "subscription{x}", "missingSubscriptionConfiguration",
      "Schema is not configured for subscriptions"),
  ]

  @Test(arguments: mistakes)
  func mistakeIsToldByItsCode(mistake: Mistake) {
    var door = Door()
    let answer = door.query(mistake.query, as: "root-admin")
    let error = answer.json?["errors"]?[0]
    #expect(answer.status == 200)
    #expect(answer.json?["data"] == nil)
    #expect(error?["message"] == .string(mistake.message))
    #expect(error?[path: "extensions", "code"] == .string(mistake.code))
    #expect(error?["locations"]?[0]?["line"] == 1)
    for (key, value) in mistake.details {
      #expect(error?[path: "extensions", key] == .string(value))
    }
  }

  @Test func errorShowsWhereItIs() {
    var door = Door()
    let answer = door.query("query List {\n  mine: runners {\n    nodes { x: nope }\n  }\n}")
    #expect(
      answer.text
        == #"{"errors":[{"message":"Field 'nope' doesn't exist on type 'CiRunner'","#
        + #""locations":[{"line":3,"column":13}],"path":["query List","mine","nodes","x"],"#
        + #""extensions":{"code":"undefinedField","typeName":"CiRunner","fieldName":"nope"}}]}"#)
  }

  @Test func onlyTheFirstFiveMistakesAreTold() {
    var door = Door()
    let answer = door.query("{a b c d e f g}")
    #expect(answer.json?["errors"]?.array?.count == 5)
  }

  @Test(
    arguments: [
      (["id": nil], "CiRunnerID!", "Expected value to not be null"),
      (["id": "x"], "CiRunnerID!", "\"x\" is not a valid Global ID"),
      (["id": 5], "CiRunnerID!", "Could not coerce value 5 to CiRunnerID"),
      ([:], "CiRunnerID!", "Expected value to not be null"),
    ] as [(SandboxJSON, String, String)])
  func valueOfAVariableIsChecked(variables: SandboxJSON, type: String, problem: String) {
    var door = Door()
    let error = door.query("query($id:\(type)){runner(id:$id){id}}", variables).json?["errors"]?[0]
    #expect(
      error?["message"] == .string("Variable $id of type \(type) was provided invalid value"))
    #expect(
      error?[path: "extensions", "problems"]?[0]?["explanation"] == .string(problem))
  }

  @Test func valueInsideAnInputObjectIsCheckedAtItsPath() {
    var door = Door()
    let error = door.query(
      "mutation($i:RunnerCreateInput!){runnerCreate(input:$i){errors}}",
      ["i": ["runnerType": "GROUP_TYPE", "accessLevel": "OPEN", "other": 1]]
    ).json?["errors"]?[0]
    #expect(
      error?["message"]
        == .string(
          "Variable $i of type RunnerCreateInput! was provided invalid value for accessLevel "
            + "(Expected \"OPEN\" to be one of: NOT_PROTECTED, REF_PROTECTED)"))
    #expect(error?[path: "extensions", "problems"]?.array?.count == 2)
  }

  @Test(
    arguments: [
      ("query A{metadata{version}}query B{currentUser{id}}", nil, "An operation name is required"),
      ("query A{metadata{version}}", "C", "No operation named \"C\""),
    ] as [(String, String?, String)])
  func operationMustBeClear(query: String, name: String?, message: String) {
    var door = Door()
    let answer = door.query(query, operation: name)
    #expect(answer.json == ["errors": [["message": .string(message)]]])
  }

  @Test func namedOperationIsTheOneExecuted() {
    var door = Door()
    let text = "query A{metadata{enterprise}}query B{currentUser{username}}"
    #expect(
      door.query(text, operation: "B").text == #"{"data":{"currentUser":{"username":"owner"}}}"#)
  }

  /// A chain of managers and their runners with so many fields one inside the other.
  private func nested(_ depth: Int) -> String {
    let levels = (depth - 2) / 3
    let rest = depth - 1 - levels * 3
    return "{runner(id:\"gid://gitlab/Ci::Runner/3\"){"
      + String(repeating: "managers(first:0){nodes{runner{", count: levels)
      + (rest == 1 ? "id" : rest == 2 ? "createdBy{id}" : "managers(first:0){pageInfo{endCursor}}")
      + String(repeating: "}", count: levels * 3 + 2)
  }

  @Test func depthIsLimitedToFifteenForNobodyAndTwentyForOthers() {
    var door = Door()
    for (name, limit) in [(nil, 15), ("owner-api", 20)] as [(String?, Int)] {
      #expect(door.query(nested(limit), as: name).json?["data"] != nil)
      #expect(
        door.query(nested(limit + 1), as: name).json?["errors"]?[0]?["message"]
          == .string("Query has depth of \(limit + 1), which exceeds max depth of \(limit)"))
    }
  }

  @Test func complexityIsLimitedByWhoAsks() {
    var door = Door()
    for (name, limit) in [(nil, 200), ("owner-api", 250), ("root-admin", 300)] as [(String?, Int)] {
      let fields = { (count: Int) in
        "{metadata{" + (0..<count).map { "a\($0):version " }.joined() + "}}"
      }
      #expect(door.query(fields(limit - 1), as: name).json?["data"] != nil)
      #expect(
        door.query(fields(limit), as: name).json?["errors"]?[0]?["message"]
          == .string(
            "Query has complexity of \(limit + 1), which exceeds max complexity of \(limit)"))
    }
  }

  @Test(arguments: [
    ("project(fullPath:\"acme/website\"){id name}", 3),
    ("currentUser{id}", 2),
    ("runners(first:50){nodes{id}}", 4), ("runners{nodes{id}}", 6),
    ("runners(first:100,sort:CREATED_ASC){nodes{id}}", 8),
    ("runners(first:100,search:\"x\"){nodes{id description}}", 18),
    ("groups(first:20){nodes{id}}", 4),
  ])
  func complexityIsCountedAsGitLabDoes(fields: String, score: Int) throws {
    var door = Door()
    let data = try door.data("{queryComplexity{score limit}\(fields)}", as: "root-admin")
    // The question itself costs three.
    #expect(data[path: "queryComplexity", "score"] == .int(score + 3))
    #expect(data[path: "queryComplexity", "limit"] == 300)
  }
}
