/// What this module says to people about presets and batches.
extension Texts {
  static let wrongPresetName = "a preset's name has 1 to 100 characters and does not begin with -"
  static let presetHoldsToken =
    "looks like a token, which a preset may not hold; take it out, and revoke it if others can read the file"
  static let wrongRunnerType = "write instance_type, group_type or project_type"
  static let wrongAccessLevel = "write not_protected or ref_protected"
  static let mustBeOneValue = "write one text or number"
  static let mustBeTags = "write a list of tags, or one text with commas"
  static let mustBeFlag = "write true or false"

  static let batchIsHeld = "another running program works on this batch"
  static let batchOfOtherUser = "belongs to another user and is not read"
  static let batchUnderOtherName = "is the batch of another name; it was copied or renamed"

  static let tokenFileIsOpen = "may be read by other users; run chmod 600 on it, or move it away"
  static let tokenFileOfOtherUser = "belongs to another user; move it away"
  static let tokenFileEndsInHalfALine =
    "ends in half a line; complete it or take it out, and go on"
  static let tokenFileTooLarge = "is far too large for a file of tokens; move it away"
}
