import RunnerCore
import TerminalUI

extension App {
  /// What is wrong with a server's certificate, what helps, and the chain.
  func certificateText(_ view: CertificateView) -> ReadingText {
    guard let trust else { return ReadingText() }
    if case .pin? = view.way { return pinText(trust) }
    return Texts.certificates(trust, at: now)
  }

  private func pinText(_ trust: TrustTrouble) -> ReadingText {
    var text = ReadingText()
    text.add(Texts.fingerprint, trust.chain?.certificates.first?.fingerprint ?? "", .textStrong)
    text.add(Texts.publicKey, trust.chain?.pin ?? "", .textStrong)
    text.add(Texts.pinWarning(trust.host), .warning)
    return text
  }
}

extension Texts {
  /// The same for the screen and for lines.
  static func certificates(_ trust: TrustTrouble, at now: Moment?) -> ReadingText {
    var text = ReadingText()
    let reason = explanation(of: trust, at: now)
    text.add(reason.what, .error)
    text.add(reason.next)
    if let besides = datesBesides(trust, at: now) { text.add(besides, .error) }
    if trust.connection.caFile != trust.asked.caFile { text.add(caFileFits, .success) }
    if let unread = trust.unread { text.add(certificatesNotRead(unread), .warning) }
    guard let chain = trust.chain else {
      if trust.unread == nil { text.add(readingCertificates, .textMuted) }
      return text
    }
    for (index, certificate) in chain.certificates.enumerated() {
      text.addBlank()
      text.add(heading(index, of: chain.certificates), .header)
      text.add(subject, certificate.subject)
      if index == 0 { text.add(names, certificate.names.joined(separator: ", ")) }
      text.add(
        issuer, certificate.isSelfSigned ? itself : certificate.issuer,
        certificate.isSelfSigned ? .warning : .overlay)
      text.add(
        validity, span(certificate, at: now), certificate.isValid(at: now) ? .overlay : .error)
      text.add(fingerprint, certificate.fingerprint)
    }
    if let pin = chain.pin {
      text.addBlank()
      text.add(publicKey, pin)
    }
    if let pinned = trust.connection.pinSHA256 { text.add(pinnedKey, pinned) }
    return text
  }

  private static func heading(_ index: Int, of all: [ServerCertificate]) -> String {
    let place = "\(index + 1) of \(all.count)"
    if index == 0 { return "\(place), the server's own" }
    return all[index].isSelfSigned ? "\(place), the root" : "\(place), an authority"
  }

  private static func span(_ certificate: ServerCertificate, at now: Moment?) -> String {
    let from = certificate.unixTimes.begin.map { date($0, now) }
    let to = certificate.unixTimes.end.map { date($0, now) }
    let span = "\(from ?? notKnown) to \(to ?? notKnown)"
    return certificate.state(at: now).map { "\(span), \($0)" } ?? span
  }

  /// That a date is wrong where that is not what the connection failed by: trusting the authority would not do then.
  private static func datesBesides(_ trust: TrustTrouble, at now: Moment?) -> String? {
    guard trust.reason != .expired, let now,
      let wrong = trust.chain?.certificates.first(where: { !$0.isValid(at: now) })
    else { return nil }
    let (begin, end) = wrong.unixTimes
    if let begin, begin > now.unix { return notValidBesides(wrong.subject, date(begin, now)) }
    return end.map { expiredBesides(wrong.subject, date($0, now)) }
  }

  /// In local time, or in UTC where that is not known.
  private static func date(_ unix: Int64, _ now: Moment?) -> String {
    (now ?? Moment(uptime: 0, unix: 0)).exact(unix)
  }

  /// What is wrong, and what can be done about it.
  static func explanation(
    of trust: TrustTrouble, at now: Moment?
  ) -> (what: String, next: String) {
    let host = trust.host
    let own = trust.chain?.certificates.first
    if trust.isOtherKey { return (otherKey(host), otherKeyNext) }
    switch trust.reason {
    case .unknownIssuer:
      let root = trust.chain?.certificates.last
      let name = root.map { $0.isSelfSigned ? $0.subject : $0.issuer }
      return (unknownIssuer(host, name), unknownIssuerNext)
    case .incompleteChain: return (incompleteChain(host, own?.issuer), incompleteChainNext)
    case .expired:
      let clock = now.map { $0.exact($0.unix) }
      let wrong = trust.chain?.certificates.first { !$0.isValid(at: now) }
      let certificate = wrong ?? own
      if let begin = certificate?.unixTimes.begin, let now, begin > now.unix {
        return (notYetValid(host, date(begin, now), clock), clockNext)
      }
      return (expired(host, certificate?.unixTimes.end.map { date($0, now) }, clock), expiredNext)
    case .wrongName: return (wrongName(host, own?.names ?? []), wrongNameNext)
    default: return (trust.failure.message, trust.failure.fix)
    }
  }
}

extension ServerCertificate {
  /// Whether the machine's clock stands between both dates; a date that is not known does not count.
  fileprivate func isValid(at now: Moment?) -> Bool {
    state(at: now) == nil
  }

  /// In a word, how the machine's clock stands outside of both dates; nil where it does not.
  fileprivate func state(at now: Moment?) -> String? {
    guard let now else { return nil }
    let (begin, end) = unixTimes
    if let begin, begin > now.unix { return Texts.notValidYet }
    if let end, end < now.unix { return Texts.hasExpired }
    return nil
  }
}
