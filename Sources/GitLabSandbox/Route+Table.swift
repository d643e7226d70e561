extension Route {
  /// Scopes as registered in lib/api/user_runners.rb, lib/api/ci/runners.rb and their neighbours.
  static let table: [Route] = [
    Route("POST", "user/runners", .create) { sandbox, call throws(Refusal) in
      try sandbox.createRunner(call)
    }
  ]
}

extension Route.Access {
  fileprivate static let create = Self.scopes(
    ["create_runner", "api"], permission: "Create Runner")
}
