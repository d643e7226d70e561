extension HeaderField {
  /// Whether a text is the name of a header: a token of RFC 9110, section 5.6.2.
  public static func isName(_ text: String) -> Bool {
    let marks = "!#$%&'*+-.^_`|~".utf8
    return !text.isEmpty
      && text.utf8.allSatisfy { byte in
        let letter = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || marks.contains(byte)
      }
  }

  /// Whether the client sends the header itself, so that another value would replace the access
  /// token, the server or the borders of the message, or contradict them.
  public static func isOwnName(_ text: String) -> Bool { ownNames.contains(text.lowercased()) }

  /// Whether name and value can be sent: libcurl would send what follows a line break as another header.
  var isWellFormed: Bool { HeaderField.isName(name) && !hasControlByte }

  /// Those of the request and its body, of the connection (RFC 9110, section 7.6.1) and of GitLab's
  /// authentication (GitLab: `lib/gitlab/auth/auth_finders.rb`).
  private static let ownNames: Set<String> = [
    "accept", "accept-encoding", "authorization", "connection", "content-encoding",
    "content-length", "content-type", "expect", "host", "job-token", "keep-alive", "private-token",
    "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
  ]
}
