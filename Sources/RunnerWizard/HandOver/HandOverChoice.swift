import RunnerCore

/// Where runners are set up, and how: kept for the next runner of the session.
struct HandOverChoice: Equatable, Sendable {
  private struct Kind: Hashable {
    let place: HandOverPlace
    let executor: RunnerExecutor
  }

  var place = HandOverPlace.linux
  private var executors: [HandOverPlace: RunnerExecutor] = [:]
  private var sources: [HandOverPlace: HandOverTokenSource] = [:]
  private var answers: [Kind: [HandOverQuestion: String]] = [:]

  var executor: RunnerExecutor {
    get { executors[place] ?? place.executors.first ?? .docker }
    set { executors[place] = newValue }
  }

  var fields: [HandOverField] { place.fields(for: executor) }

  /// How the text gets the token, as far as that is possible there.
  func source(among possible: [HandOverTokenSource]) -> HandOverTokenSource {
    let source = sources[place] ?? .typed
    return possible.contains(source) ? source : possible.first ?? .inline
  }

  mutating func setSource(_ source: HandOverTokenSource) { sources[place] = source }

  /// The answer as it was typed, even where it is empty; nil for none.
  func answer(to question: HandOverQuestion) -> String? {
    answers[Kind(place: place, executor: executor)]?[question]
  }

  mutating func setAnswer(_ answer: String, to question: HandOverQuestion) {
    answers[Kind(place: place, executor: executor), default: [:]][question] = answer
  }

  /// Forgets what belongs to one runner only.
  mutating func forgetName() {
    for kind in answers.keys { answers[kind]?[.name] = nil }
  }
}
