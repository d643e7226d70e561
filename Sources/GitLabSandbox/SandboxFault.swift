/// A fault on request: `[METHOD ]PATH:KIND[:N]`.
///
/// PATH is compared with the whole raw path and with what remains of it without relative root and without
/// `/api/v4`; a `*` at its end takes any rest. N is the number of the matching request that is
/// hit; without it every one is.
public struct SandboxFault: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// The connection is reset and the request never seen by the sandbox.
    case resetBefore
    /// The request is carried out, then the connection is reset.
    case resetAfter
    /// As ``resetBefore``, with an orderly end of the connection.
    case closeBefore
    /// As ``resetAfter``, with an orderly end of the connection.
    case closeAfter
    /// Carried out; half of the body is sent, then the connection ends.
    case truncate
    /// Carried out, but never answered.
    case stall
    /// Carried out; the answer comes in small pieces.
    case slow
    /// Not carried out; this status is the answer.
    case status(Int)
    /// Not carried out; a proxy's 502 page is the answer.
    case html
    /// Not carried out; the answer is no HTTP.
    case garbage
    /// Not carried out; 302 to this URL is the answer.
    case redirect(String)
  }

  public let method: String?
  public let path: String
  public let kind: Kind
  /// Counted from one; nil for every match.
  public let occurrence: Int?
  private(set) var matches = 0

  public init(method: String? = nil, path: String, kind: Kind, occurrence: Int? = nil) {
    self.method = method
    self.path = path
    self.kind = kind
    self.occurrence = occurrence
  }

  /// Reads a rule; nil when it is none.
  public init?(parsing rule: String) {
    let words = rule.split(separator: " ", maxSplits: 1).map(String.init)
    guard let text = words.last, text.hasPrefix("/") else { return nil }
    if words.count == 2 {
      guard !words[0].isEmpty, words[0].allSatisfy(\.isLetter) else { return nil }
      method = words[0].uppercased()
    } else {
      method = nil
    }
    guard let (path, kind, occurrence) = Self.split(text) else { return nil }
    self.path = path
    self.kind = kind
    self.occurrence = occurrence
  }

  /// Takes the first colon after which a kind stands as the end of the path.
  private static func split(_ text: String) -> (String, Kind, Int?)? {
    var search = text[...]
    while let colon = search.firstIndex(of: ":") {
      let rest = String(text[text.index(after: colon)...])
      if let (kind, occurrence) = kind(rest) { return (String(text[..<colon]), kind, occurrence) }
      search = text[text.index(after: colon)...]
    }
    return nil
  }

  private static func kind(_ text: String) -> (Kind, Int?)? {
    if text.hasPrefix("redirect=") { return redirect(String(text.dropFirst(9))) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let kind = plainKind(String(parts[0])) else { return nil }
    guard parts.count == 2 else { return (kind, nil) }
    guard let count = Int(parts[1]), count > 0 else { return nil }
    return (kind, count)
  }

  private static func plainKind(_ word: String) -> Kind? {
    switch word {
    case "reset-before": return .resetBefore
    case "reset-after": return .resetAfter
    case "close-before": return .closeBefore
    case "close-after": return .closeAfter
    case "truncate": return .truncate
    case "stall": return .stall
    case "slow": return .slow
    case "html": return .html
    case "garbage": return .garbage
    default:
      guard word.hasPrefix("status="), let status = Int(word.dropFirst(7)),
        (200...599).contains(status)
      else { return nil }
      return .status(status)
    }
  }

  /// A number at the end is the occurrence, unless it is the only one after the host: then it is a port.
  private static func redirect(_ text: String) -> (Kind, Int?)? {
    guard !text.isEmpty else { return nil }
    guard let colon = text.lastIndex(of: ":"),
      let count = Int(text[text.index(after: colon)...]), count > 0
    else { return (.redirect(text), nil) }
    let url = text[..<colon]
    guard let authority = authority(of: url) else { return (.redirect(String(url)), count) }
    let afterHost = authority[(authority.lastIndex(of: "]") ?? authority.startIndex)...]
    let isPort = authority.endIndex == url.endIndex && !afterHost.contains(":")
    return isPort ? (.redirect(text), nil) : (.redirect(String(url)), count)
  }

  /// Host and port of an absolute URL; nil for a relative one.
  private static func authority(of url: Substring) -> Substring? {
    guard let slashes = url.firstRange(of: "//") else { return nil }
    return url[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  }

  /// Counts the request if it matches; true when it is to be hit.
  mutating func strikes(method: String, paths: [String]) -> Bool {
    guard self.method == nil || self.method == method else { return false }
    let matchesPath =
      path.hasSuffix("*")
      ? paths.contains { $0.hasPrefix(path.dropLast()) } : paths.contains(path)
    guard matchesPath else { return false }
    matches += 1
    return occurrence == nil || occurrence == matches
  }
}
