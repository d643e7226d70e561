/// What a request is for, as far as the explanation of its failure depends on it.
enum RequestPurpose: Equatable {
  case registration(RunnerType, target: String?)
  case currentUser
  case accessToken
  case target(RunnerTarget.Kind, name: String)

  /// Whether the request changes something, so that losing its answer leaves a question.
  var changesSomething: Bool {
    if case .registration = self { true } else { false }
  }
}
