import Configuration

/// Why a command cannot begin: wrong usage, an unreadable configuration, no host or no token.
struct UsageFailure: Error, Equatable {
  /// A word that scripts can rely on.
  var code: String
  var message: String
  /// What to do about it.
  var fix: String

  init(code: String, message: String, fix: String = "") {
    self.code = code
    self.message = message
    self.fix = fix
  }

  init(_ problem: FileProblem) {
    self.init(code: "configuration", message: "\(problem).", fix: Texts.correctTheFile)
  }

  init(_ failure: FileFailure) {
    self.init(code: "unreadable_file", message: "\(failure).", fix: Texts.correctTheFile)
  }
}
