/// Why no text can be made of a request.
public struct HandOverProblem: Error, Equatable, Sendable {
  /// The question whose answer is wrong; nil for the request as a whole.
  public let question: HandOverQuestion?
  /// A sentence that says how to put it right.
  public let message: String
}

/// Thrown by ``HandOver/init(_:)``.
public struct HandOverProblems: Error, Equatable, Sendable {
  /// Never empty.
  public let problems: [HandOverProblem]
}

extension HandOverRequest {
  /// Everything that keeps a text from being made, in the order of the questions.
  public var problems: [HandOverProblem] {
    var problems: [HandOverProblem] = []
    if !place.executors.contains(executor) {
      problems.append(HandOverProblem(question: nil, message: Texts.executorNotThere(self)))
    }
    if !token.isPlain {
      problems.append(HandOverProblem(question: nil, message: Texts.tokenIsOdd))
    }
    if case .file(let path) = tokenSource, path.isEmpty || path.hasControlCharacter {
      problems.append(HandOverProblem(question: nil, message: Texts.tokenFileIsOdd))
    }
    let paths = [caFile, clientCertificate, clientKey].compactMap { $0 }
    let hasOddProxy = proxies.contains { !$0.name.isVariable || $0.value.hasControlByte }
    if paths.contains(where: \.hasControlCharacter) || hasOddProxy {
      problems.append(HandOverProblem(question: nil, message: Texts.connectionIsOdd))
    }
    for field in fields {
      guard let message = field.problem(of: answers[field.question], at: place) else { continue }
      problems.append(HandOverProblem(question: field.question, message: message))
    }
    return problems
  }

  /// What is wrong with the answer to one question; nil for nothing.
  public func problem(of question: HandOverQuestion) -> String? {
    fields.first { $0.question == question }?.problem(of: answers[question], at: place)
  }
}

extension HandOverField {
  /// What is wrong with an answer; nil stands for none, which leaves the standard one.
  public func problem(of answer: String?, at place: HandOverPlace) -> String? {
    let answer = (answer ?? standard).trimmingASCIIWhiteSpace()
    guard !answer.isEmpty else { return isRequired ? Texts.answerMissing(question) : nil }
    guard !answer.hasControlCharacter else { return Texts.answerHasControlCharacter }
    guard answer.utf8.count <= Self.longestAnswer else { return Texts.answerTooLong }
    guard !looksLikeToken(answer) else { return Texts.answerIsToken }
    if !choices.isEmpty {
      return choices.contains(answer) ? nil : Texts.notAChoice(choices)
    }
    return question.accepts(answer, place: place) ? nil : Texts.answerIsWrong(question)
  }

  /// Bytes.
  private static let longestAnswer = 4_096
}

extension HandOverQuestion {
  /// Whether an answer can be right, by the rules of the program that it is for.
  fileprivate func accepts(_ answer: String, place: HandOverPlace) -> Bool {
    let isWord = !answer.contains(" ") && !answer.hasPrefix("-")
    switch self {
    case .name:
      // The chart expands templates in its values.
      return place != .helm || !answer.contains("{{")
    case .baseName, .shell: return true
    case .image:
      // distribution/reference: letters, digits and `._-/:@` make every name with its tag and digest.
      return isWord && answer.utf8.allSatisfy { $0.isOf("._-/:@") }
    case .sshHost: return isWord && answer.utf8.allSatisfy { $0.isOf(".-_:[]") }
    case .sshPort:
      return UInt16(answer).map { $0 > 0 } == true && answer.utf8.allSatisfy(\.isDigit)
    case .sshUser: return isWord && !answer.contains("\"")
    case .sshIdentityFile: return !answer.contains("\"")
    case .runExec: return !answer.contains("\"") && !answer.hasPrefix("-")
    case .configFolder:
      // A colon ends the folder in the option of Docker, and what is not a path is a volume's name.
      let isPath = answer.hasPrefix("/") || (place == .compose && answer.hasPrefix("./"))
      return isPath && !answer.contains(":")
    case .volume, .container:
      // moby: `daemon/names/names.go`.
      return answer.utf8.count > 1 && answer.utf8.allSatisfy { $0.isOf("_.-") }
        && answer.utf8.first?.isOf("") == true
    case .namespace:
      // RFC 1123 labels (Kubernetes: "Object Names and IDs").
      return answer.utf8.count <= 63 && !answer.hasPrefix("-") && !answer.hasSuffix("-")
        && answer == answer.lowercased() && answer.utf8.allSatisfy { $0.isOf("-") }
    }
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII letter, a digit or one of the marks.
  fileprivate func isOf(_ marks: String) -> Bool {
    isDigit || (0x41...0x5A).contains(self & 0xDF) || marks.utf8.contains(self)
  }
}

extension String {
  var hasControlCharacter: Bool {
    unicodeScalars.contains { $0.isControl || $0.value == 0x2028 || $0.value == 0x2029 }
  }

  /// Whether it is the name of a variable of the environment.
  fileprivate var isVariable: Bool {
    utf8.first?.isDigit == false && utf8.allSatisfy { $0.isOf("_") }
  }
}

extension Secret {
  /// Whether it is written alike in every language. GitLab's tokens are made of letters, digits, `-`, `_` and `.`
  /// (GitLab: `lib/authn/token_field/generator/routable_token.rb`, `Devise.friendly_token`).
  fileprivate var isPlain: Bool {
    let bytes = reveal().utf8
    return !bytes.isEmpty && bytes.allSatisfy { $0.isOf("-_.") }
  }
}
