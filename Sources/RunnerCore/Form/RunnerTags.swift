/// The rules of GitLab for a list of tags.
public enum RunnerTags {
  /// The tags in a typed text or in one element of a list: split at every comma, without ASCII white space
  /// around them, without empty ones and without repetitions.
  ///
  /// A comma can never be part of a tag: GitLab splits the elements of a JSON array too
  /// (`lib/api/validations/types/comma_separated_to_array.rb`).
  public static func split(_ text: String) -> [String] {
    normalized([text])
  }

  /// The same for several texts. Tags differ when any scalar differs: `Docker` and `docker` are two tags
  /// (`app/models/ci/tag.rb`), and so are two canonically equivalent spellings of one word.
  public static func normalized(_ texts: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    var tags: [String] = []
    for text in texts {
      for piece in text.unicodeScalars.split(separator: ",") {
        let tag = Substring(piece).trimmingASCIIWhiteSpace()
        if !tag.isEmpty, seen.insert(Array(tag.utf8)).inserted { tags.append(tag) }
      }
    }
    return tags
  }
}
