import RunnerCore

/// What only the wizard on lines says.
extension Texts {
  static let plainIntroduction =
    "Answer each question and press Enter. An empty answer keeps what stands in [brackets], "
    + "< alone goes back, ! alone cancels."
  static let plainFirst = "This is the first question."
  static let plainCancelled = "Cancelled; nothing was sent."
  static let plainCancelledAfterRefusal = "Cancelled; no runner was created."
  static let plainNoWayBack = "The runner is created; there is no way back."
  static let plainNotAChoice = "Answer with a number or a word of the list."
  static let plainYesOrNo = "Answer yes or no."
  static let plainEmptied = "-"

  static func plainChoice(_ number: Int, _ choice: Choice) -> String {
    "  \(number)  \(choice.title): \(choice.detail)"
  }

  static func plainQuestion(_ label: String, _ notes: [String], _ current: String) -> String {
    let notes = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    return label + notes + (current.isEmpty ? "" : " [\(current)]") + ": "
  }

  static let plainEmpties = "- empties it"
  static let plainTagsHint = "separated by commas"
  static let plainHiddenValue = "as before"
  static let plainYesNo = "yes or no"

  static func plainRow(_ number: Int, _ row: ReviewRow) -> String {
    "  \(number)  \(row.label): \(row.value)" + (row.isDefault ? defaultMark : "")
  }

  static let plainCreate =
    "Create the runner? yes, or the number of a value to change it [yes]: "
  static let plainNotACreateAnswer = "Answer yes, a number of the list, < or !."
  static let plainRetry = "retry, < goes back, ! cancels: "
  static let plainCheckAgain = "retry, go on, < goes back, ! cancels: "
  static let retryWord = "retry"
  static let goOnWord = "go on"
  static let sendAgainWord = "send again"
  static let plainSendAgain = "Type send again to send it once more, < goes back, ! leaves: "
  static let lookAgainWord = "look again"
  static let resetWord = "reset"
  static let deleteWord = "delete"
  static func plainRecovery(_ words: [String]) -> String {
    words.joined(separator: ", ") + " if it needs no more care, ! for later: "
  }
  static let plainNotARecoveryAnswer =
    "Answer with one of these words; of several runners with the number too."
  static func plainConfirm(_ what: String) -> String { "\(what)? yes or no [no]: " }
  static func plainAdministratorFinds(_ entry: JournalEntry) -> String {
    administratorFindsBy(entry) + ":"
  }
  static let showWord = "show"
  static let saveWord = "save"
  static let doneWord = "done"
  static let plainResult = "show, save PATH, or done: "
  static let plainNotAResultAnswer = "Answer show, save and a path, or done."
  static func plainReplace(_ path: String) -> String {
    "\(path) exists. Replace it? yes or no [no]: "
  }
  static let plainLeave =
    "The token was neither shown nor saved and cannot be had again. Leave? yes or no [no]: "
  static func plainDetail(_ label: String, _ text: String) -> String { "\(label): \(text)" }
}
