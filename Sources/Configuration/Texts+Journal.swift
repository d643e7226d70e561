/// What this module says to people about the journal.
extension Texts {
  static let wrongEntryName = "the name of a journal entry is made of letters, digits and hyphens"
  static let entryIsHeld = "another running program looks after this entry"
  static let entryOfOtherUser = "belongs to another user and is not read"
  static let entryUnderOtherName = "is the entry of another name; it was copied or renamed"
}
