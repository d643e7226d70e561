/// What is typed into the filter line: parts between blanks, all of which have to match. Case is ignored, and so are
/// the marks on letters outside of expressions and of `tag:=`.
///
/// | part | runners that it keeps |
/// |---|---|
/// | `word` | with the word in the description, a tag or the owner's full path; digits also match an id that begins with them |
/// | `"several words"` | the same for a text with blanks, or with signs that would mean something |
/// | `#12` | the one with this id |
/// | `tag:x` | with a tag that contains x |
/// | `tag:=x` | with exactly the tag x; tags that differ in case are two tags |
/// | `tag:a,b`, `tag:=a,b` | with all of them, as in GitLab's `tag_list`; a comma of a tag's own stands in quotes |
/// | `status:` | `online`, `offline`, `stale`, `never` or `never_contacted`, `paused` or `busy` |
/// | `type:` | `instance`, `group` or `project`, or as GitLab writes them, such as `group_type` |
/// | `status:a,b`, `type:a,b` | of any of them |
/// | `creator:x` | whose creator's user name contains x |
/// | `owner:x` | whose group or owner project has x in its full path |
/// | `version:17.1` | whose newest manager has this version or one below it: 17.1.2, not 17.10; a number alone may be cut short |
/// | `version:>=17.5` | whose newest manager has this version or a later one; also `>`, `<`, `<=`, `=`. Compared are the numbers that are written: `>17` begins with 18 |
/// | `locked:`, `protected:`, `untagged:` | `yes` or `no` |
/// | `expires:14d`, `expires:<14d` | whose token expires within that time or has expired; a bare number means days |
/// | `/expression/` | where the expression (``RunnerPattern``) is found in the description, a tag or the owner's full path |
/// | `!part` | all that the part does not keep |
///
/// A value with blanks stands in quotes: `tag:"a b"`. What is unknown of a runner never meets a part, so
/// `!locked:yes` keeps runners of which it is unknown and `locked:no` does not. The words after `status:`,
/// `type:` and the like may be cut short, and a part without a value or with a mistake keeps
/// everything, so that the list does not run empty while something is being typed. A word like `env:prod`, whose
/// key is none of these, is looked for as it stands. Where nobody watches what comes of a filter, ``refusal`` says
/// what it must not be used with.
public struct RunnerFilter: Equatable, Sendable {
  public let text: String
  /// What is wrong with the first part that is not understood, in a sentence; such parts keep everything, and
  /// one with an unknown key is text.
  public private(set) var problem: String?
  /// Why the filter may keep more than was meant, in a sentence: a ``problem``, or a part without a value.
  public private(set) var refusal: String?
  /// What to highlight in a description: the plain words that have to match.
  public private(set) var words: [String] = []
  let parts: [RunnerFilterPart]
  let patterns: [RunnerPatternPart]

  /// Never fails; see ``problem``.
  public init(parsing text: String) {
    self.text = text
    var parser = RunnerFilterParser(text)
    var parts: [RunnerFilterPart] = []
    var patterns: [RunnerPatternPart] = []
    while let parsed = parser.next() {
      switch parsed {
      case .part(let part): parts.append(part)
      case .pattern(let part): patterns.append(part)
      case .word(let word, let part):
        if !part.isNegated { words.append(word) }
        parts.append(part)
      case .nothing(let typed): refusal = refusal ?? Texts.noValue(typed)
      case .unknownKey(let key, let word, let part):
        if !part.isNegated { words.append(word) }
        parts.append(part)
        problem = problem ?? Texts.unknownKey(key)
        refusal = refusal ?? Texts.unknownKeyWithoutQuotes(key)
      case .problem(let sentence):
        problem = problem ?? sentence
        refusal = refusal ?? sentence
      }
    }
    self.parts = parts
    self.patterns = patterns
  }

  /// Whether every runner matches.
  public var isEmpty: Bool { parts.isEmpty && patterns.isEmpty }

  /// Whether a runner is kept.
  /// - Parameter now: seconds since 1970-01-01 00:00 UTC, for `expires:`.
  public func matches(_ runner: Runner, now: Int64) -> Bool {
    var matching = RunnerMatching(self, now: now)
    return matching.keeps(runner)
  }

  /// The longest plain word, for a server that searches descriptions.
  ///
  /// Such a search loses the runners that have the word in a tag, their id or their owner's path only.
  /// Nil where no plain word has to match.
  public var descriptionSearch: String? {
    words.max { $0.utf8.count < $1.utf8.count }
  }

  public static func == (left: RunnerFilter, right: RunnerFilter) -> Bool {
    left.text.hasSameScalars(as: right.text)
  }
}
