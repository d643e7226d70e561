import RunnerCore

/// One entry of glab's `hosts`.
struct GlabHost {
  private let name: String
  private let entry: YAMLEntry
  private let top: YAMLNode
  private let file: String
  private let surroundings: Surroundings
  private var notes: [String] = []

  init(
    _ entry: YAMLEntry, top: YAMLNode, file: String, surroundings: Surroundings
  ) throws(FileProblem) {
    name = entry.key
    self.entry = entry
    self.top = top
    self.file = file
    self.surroundings = surroundings
    guard case .mapping = entry.value.content else {
      throw FileProblem(
        file: file, line: entry.line, key: "hosts.\(Printable.key(entry.key))",
        text: Texts.mustBeMapping)
    }
  }

  func profile() throws(FileProblem) -> Profile {
    var copy = self
    return try copy.read()
  }

  private mutating func read() throws(FileProblem) -> Profile {
    var profile = Profile(name: Printable.line(name), server: try server(), file: file)
    if setting("is_oauth2", ["GLAB_IS_OAUTH2"]) == "true" { profile.authentication = .bearer }
    readToken(&profile)
    profile.caFile = path("ca_cert", &profile)
    profile.clientCertificate = path("client_cert", &profile)
    profile.clientKey = path("client_key", &profile)
    if profile.clientKey != nil, profile.clientCertificate == nil {
      note("client_key", Texts.keyNeedsCertificate)
      profile.clientKey = nil
    }
    if let proxy = setting("proxy"), proxy.isOneLine { profile.proxy = Secret(proxy) }
    if ["true", "1"].contains(setting("skip_tls_verify")) {
      note("skip_tls_verify", Texts.checksStayOn)
    }
    readHeaders(&profile)
    profile.notes = notes
    return profile
  }

  /// `{api_protocol}://{api_host or the entry's name}[/{subfolder}]`. A variable's `api_host` does not
  /// count: the token was stored for what the file names.
  private mutating func server() throws(FileProblem) -> ServerURL {
    let host = own("api_host") ?? name
    let parts = host.split(separator: "/", maxSplits: 1)
    let address = parts.first.map(String.init) ?? ""
    let folder =
      setting("subfolder", ["GITLAB_SUBFOLDER"]) ?? (parts.count > 1 ? String(parts[1]) : "")
    let isPlain = setting("api_protocol") == "http" && address != "gitlab.com"
    if let other = surroundings.variable(["GITLAB_API_HOST"]), other.value != host {
      notes.append(Texts.apiHostIsNotUsed(Printable.line(name)))
    }
    do {
      return try ServerURL(
        parsing: "\(isPlain ? "http" : "https")://\(address)/" + folder)
    } catch {
      throw problem(own("api_host") == nil ? nil : "api_host", error.message)
    }
  }

  private mutating func readToken(_ profile: inout Profile) {
    if own("use_keyring") == "true" {
      // What go-keyring stores (zalando/go-keyring: `keyring_unix.go`).
      if surroundings.hasProgram("secret-tool") {
        profile.token = .command([
          "secret-tool", "lookup", "service", "glab:\(name):token", "username", "",
        ])
      } else {
        profile.problem = problem("use_keyring", Texts.keyringNeedsProgram).sentence
      }
    } else if let key = ["token", "gitlab_token", "oauth_token"].first(where: { own($0) != nil }),
      let text = own(key)
    {
      do {
        profile.token = .text(try TokenText.parse(Array(text.utf8)))
      } catch {
        profile.problem = problem(key, error.text).sentence
      }
    } else if own("job_token") != nil {
      profile.problem = problem("job_token", Texts.jobTokenIsNoUse).sentence
    } else {
      profile.problem = problem(nil, Texts.hostHasNoToken).sentence
    }
    if profile.authentication == .bearer, let text = own("oauth2_expiry_date"),
      let expiry = GlabDate.unixTime(text), expiry <= surroundings.now, profile.problem == nil
    {
      profile.token = nil
      profile.problem = problem("oauth2_expiry_date", Texts.oauthExpired(name)).sentence
    }
  }

  /// A file; a folder in its place is said, because it would only fail later.
  private mutating func path(_ key: String, _ profile: inout Profile) -> String? {
    guard let path = setting(key) else { return nil }
    guard surroundings.files.kind(path) != .folder else {
      note(key, Texts.isFolder)
      return nil
    }
    return path
  }

  private mutating func readHeaders(_ profile: inout Profile) {
    guard let list = entry.value["custom_headers"], !list.isNull else { return }
    guard case .sequence(let items) = list.content else {
      note("custom_headers", Texts.mustBeHeaders)
      return
    }
    for item in items {
      do throws(FileProblem) {
        profile.headers.append(try header(item))
      } catch {
        notes.append(error.sentence)
      }
    }
  }

  private func header(_ item: YAMLNode) throws(FileProblem) -> HeaderField {
    func wrong(_ text: String) -> FileProblem {
      FileProblem(
        file: file, line: item.line, key: "hosts.\(Printable.key(name)).custom_headers",
        text: text)
    }
    guard let name = item["name"]?.glabText, HeaderField.isName(name) else {
      throw wrong(Texts.wrongHeaderName)
    }
    guard !HeaderField.isOwnName(name) else { throw wrong(Texts.ownHeaderName) }
    var value = item["value"]?.glabText
    if value == nil, let variable = item["valueFromEnv"]?.glabText {
      guard let text = surroundings.variable([variable])?.value else {
        throw wrong(Texts.headerVariableIsEmpty)
      }
      value = text
    }
    if value == nil, item["valueFromCommand"] != nil { throw wrong(Texts.headerCommandIsNotRun) }
    guard let value, value.isOneLine else { throw wrong(Texts.wrongHeaderValue) }
    return HeaderField(name: name, value: value)
  }

  /// What the entry itself says.
  private func own(_ key: String) -> String? { entry.value[key]?.glabText }

  /// The first of variables, entry and top level. No secret is looked for this way: what stands beside
  /// no host belongs to none.
  private func setting(_ key: String, _ variables: [String] = []) -> String? {
    let upper = key.uppercased()
    let names = variables.isEmpty ? ["GLAB_\(upper)", upper] : variables
    return surroundings.variable(names)?.value ?? own(key) ?? top[key]?.glabText
  }

  private mutating func note(_ key: String, _ text: String) {
    notes.append(problem(key, text).sentence)
  }

  private func problem(_ key: String?, _ text: String) -> FileProblem {
    var line = entry.line
    if let key, case .mapping(let entries) = entry.value.content,
      let place = entries.first(where: { $0.key == key })
    {
      line = place.line
    }
    let path = "hosts.\(Printable.key(name))" + (key.map { ".\($0)" } ?? "")
    return FileProblem(file: file, line: line, key: path, text: text)
  }
}

/// Dates as glab writes them: RFC 3339, in older files RFC 822 (Go: `time.RFC822`).
enum GlabDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970-01-01 00:00 UTC; nil for any other form.
  static func unixTime(_ text: String) -> Int64? {
    if let time = RunnerCore.unixTime(iso8601: text) { return time }
    let parts = text.split(separator: " ")
    guard parts.count == 5, let month = months.firstIndex(of: String(parts[1])),
      let day = Int(parts[0]), (1...31).contains(day), parts[2].utf8.count == 2
    else { return nil }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    // Go takes an abbreviation that is no zone of this machine for UTC.
    let zone = parts[4].first == "+" || parts[4].first == "-" ? String(parts[4]) : "Z"
    return RunnerCore.unixTime(
      iso8601: "20\(parts[2])-\(padded(month + 1))-\(padded(day))T\(parts[3])\(zone)")
  }
}
