/// The end of a runner's token, and when gitlab-runner renews it, as a calendar file; never the token.
///
/// RFC 5545: lines end in CRLF and are folded at 75 octets; texts are escaped.
public struct TokenCalendar: Equatable, Sendable {
  public var runnerID: Int64
  /// The runner's description; it may hold anything.
  public var description: String?
  public var server: ServerURL
  public var webURL: String?
  /// Nil where it is not known when the token was obtained.
  public var renewal: TokenRenewal?
  /// Seconds since 1970-01-01 00:00 UTC.
  public var expiresAt: Int64
  /// When the file is written, in seconds since 1970-01-01 00:00 UTC.
  public var writtenAt: Int64

  public init(
    runnerID: Int64, description: String?, server: ServerURL, webURL: String? = nil,
    renewal: TokenRenewal? = nil, expiresAt: Int64, writtenAt: Int64
  ) {
    self.runnerID = runnerID
    self.description = description
    self.server = server
    self.webURL = webURL
    self.renewal = renewal
    self.expiresAt = expiresAt
    self.writtenAt = writtenAt
  }

  /// The line by which this program knows its own files.
  public static let signature = "PRODID:-//runner-wizard//"

  /// The whole file.
  public var text: String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", Self.signature + "\(Version.text)//EN"]
    if let renewal {
      lines += event(
        "renews", at: renewal.renewsAt, Texts.renewsEvent(name), Texts.renewsEventText,
        alarms: ["PT0S"])
    }
    lines += event(
      "expires", at: expiresAt, Texts.expiresEvent(name), Texts.expiresEventText,
      alarms: ["-P7D", "-P1D"])
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private var name: String {
    let host = server.host + server.root
    let words = description.map { sanitized($0).trimmingASCIIWhiteSpace() } ?? ""
    return words.isEmpty
      ? "runner #\(runnerID) on \(host)" : "runner #\(runnerID) “\(words)” on \(host)"
  }

  private func event(
    _ kind: String, at moment: Int64, _ summary: String, _ text: String, alarms: [String]
  ) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:" + Self.escaped("runner-\(runnerID)-\(kind)@\(server.host)"),
      "DTSTAMP:" + Self.time(writtenAt), "DTSTART:" + Self.time(moment),
      "SUMMARY:" + Self.escaped(summary), "DESCRIPTION:" + Self.escaped(text),
    ]
    if let webURL, webURL.unicodeScalars.allSatisfy({ !$0.isControl && $0 != " " }) {
      lines.append("URL:" + webURL)
    }
    // Time that this takes on nobody's part.
    lines.append("TRANSP:TRANSPARENT")
    for trigger in alarms {
      lines += [
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:" + trigger,
        "DESCRIPTION:" + Self.escaped(summary), "END:VALARM",
      ]
    }
    return lines + ["END:VEVENT"]
  }

  /// `20270408T120000Z`; years have four digits.
  private static func time(_ unix: Int64) -> String {
    let latest: Int64 = 253_402_300_799
    return Timestamp.iso8601(unixTime: min(max(unix, 0), latest))
      .filter { $0 != "-" && $0 != ":" }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case _ where scalar.isControl: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Cuts a line into pieces of at most 75 octets, never inside a character's; each further one begins with a blank.
  private static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += size
    }
    return result
  }
}
