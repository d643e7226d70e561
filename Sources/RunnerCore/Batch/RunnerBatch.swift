/// Several runners of one form, made one after another, with what has been done of it.
///
/// It is kept on the disk while it is not finished, so that whoever goes on makes nothing twice. It never holds a token.
public struct RunnerBatch: Equatable, Sendable, Identifiable {
  /// A number whose runner is there and whose token is in a safe place.
  public struct Done: Equatable, Sendable {
    public var number: Int
    /// Nil for a number that the operator left out.
    public var runnerID: Int64?

    public init(number: Int, runnerID: Int64?) {
      self.number = number
      self.runnerID = runnerID
    }
  }

  /// The name of its file: ``prefix`` and what journal entries are named by.
  public let id: String
  public let server: ServerURL
  /// The user that the access token acted as; nil where the token may not tell.
  public let userID: Int64?
  public let username: String?
  /// What is sent, with the template of the descriptions and without markers. It validates.
  public let form: RunnerForm
  public let count: Int
  /// The file that takes the tokens; nil for standard output.
  public let output: String?
  /// Whether each runner is told as a JSON object.
  public let printsJSON: Bool
  /// Whether each note gets a word to find its runner by.
  public let isMarked: Bool
  /// Whether a number whose equal exists is not made once more.
  public let skipsExisting: Bool
  /// By this machine's clock, in seconds since 1970-01-01 00:00 UTC.
  public let startedAt: Int64
  /// In the order in which they were made.
  public var done: [Done]

  /// What the ids of batches begin with, by which they are told from journal entries.
  public static let prefix = "batch-"

  public init(
    id: String, server: ServerURL, userID: Int64? = nil, username: String? = nil, form: RunnerForm,
    count: Int, output: String? = nil, printsJSON: Bool = false, isMarked: Bool = false,
    skipsExisting: Bool = false, startedAt: Int64, done: [Done] = []
  ) {
    self.id = id
    self.server = server
    self.userID = userID
    self.username = username
    self.form = form
    self.count = count
    self.output = output
    self.printsJSON = printsJSON
    self.isMarked = isMarked
    self.skipsExisting = skipsExisting
    self.startedAt = startedAt
    self.done = done
  }

  public static func isID(_ text: String) -> Bool {
    text.hasPrefix(prefix) && JournalEntry.isID(text)
  }

  public var numbering: BatchNumbering {
    BatchNumbering(template: form.description, count: count)
  }

  /// The first number that is not done; nil when all are.
  public var next: Int? {
    let done = Set(done.map(\.number))
    return count > 0 ? (1...count).first { !done.contains($0) } : nil
  }

  public var isComplete: Bool { next == nil }

  public func isDone(_ number: Int) -> Bool { done.contains { $0.number == number } }

  /// The runners whose tokens are in a safe place, in the order in which they were made.
  public var runnerIDs: [Int64] { done.compactMap(\.runnerID) }

  /// How many numbers were left out.
  public var leftOut: Int { done.count - runnerIDs.count }

  public mutating func finish(_ number: Int, runnerID: Int64?) {
    guard !isDone(number) else { return }
    done.append(Done(number: number, runnerID: runnerID))
  }

  /// The same under a name, and with the path of the file for its tokens.
  public func named(_ id: String, writingTo output: String?) -> RunnerBatch {
    RunnerBatch(
      id: id, server: server, userID: userID, username: username, form: form, count: count,
      output: output, printsJSON: printsJSON, isMarked: isMarked, skipsExisting: skipsExisting,
      startedAt: startedAt, done: done)
  }

  /// The form of one runner.
  /// - Parameter marker: a word for the end of its note.
  public func form(of number: Int, marker: String? = nil) -> RunnerForm {
    var form = form
    form.description = numbering.description(of: number)
    if let marker {
      form.maintenanceNote = RecoveryMarker.appended(marker, to: form.maintenanceNote)
    }
    return form
  }
}

/// Which runner of which batch a registration makes.
public struct BatchPlace: Equatable, Sendable {
  public var batch: String
  public var number: Int

  public init(batch: String, number: Int) {
    self.batch = batch
    self.number = number
  }
}
