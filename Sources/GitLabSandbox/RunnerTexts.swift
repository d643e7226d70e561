/// Descriptions and tags of generated runners.
struct RunnerTexts {
  private let places = ["fra1", "sin2", "nyc3", "tokyo", "köln", "kraków", "oslo", "lab"]
  private let jobs = ["build", "deploy", "test", "release", "nightly", "docs", "package", "scan"]
  private let machines = ["docker", "kubernetes", "shell", "vm", "metal", "arm64", "gpu", "macos"]
  private let tags = [
    "docker", "linux", "amd64", "arm64", "Docker", "gpu", "macos", "windows", "large", "small",
    "kubernetes", "privileged", "eu-west", "us-east", "日本", "größe-l", "spot", "trusted",
  ]

  /// Texts that break careless programs: escape sequences, line breaks, marks that turn or join text,
  /// wide and zero-width characters, markup, very long text and nothing at all.
  private let hostile = [
    "\u{1B}[31mred\u{1B}[0m\u{1B}[2J\u{1B}[H", "\u{1B}]0;title\u{7}\u{1B}]52;c;aGk=\u{7}",
    "two\r\nlines\tand a tab", "\u{202E}desrever\u{202C} and \u{2066}isolated\u{2069}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}a\u{315}\u{31B}lgo",
    "👩‍👩‍👧‍👦👨🏽‍🚒🏳️‍🌈", "全角文字と半角ｶﾅ", "a\u{200B}b\u{200D}c\u{FEFF}d\u{AD}e",
    "<script>alert(1)</script>&amp;\"'`$(id)", "=HYPERLINK(\"http://127.0.0.1\")",
    "\u{9B}31m\u{7F}",
    "   leading and trailing   ", "", String(repeating: "very long ", count: 102),
    String(repeating: "広", count: 1024),
  ]

  /// Forty characters, or in 3 of 100 cases hostile text.
  mutating func description(number: Int, _ random: inout SplitMix64) -> String {
    if random.number(below: 100) < 3 { return random.pick(hostile) }
    let text =
      "\(random.pick(jobs))-\(random.pick(machines))-\(random.pick(places))-\(number) "
      + "kept by the platform operations team"
    return String(text.prefix(40))
  }

  /// A maintenance note for every seventh runner, some of them of several lines or hostile.
  mutating func note(_ random: inout SplitMix64) -> String? {
    guard random.number(below: 7) == 0 else { return nil }
    if random.number(below: 30) == 0 { return random.pick(hostile) }
    let place = random.pick(places)
    return "Rack \(random.number(below: 40)) in \(place), ask the platform team."
      + (random.number(below: 3) == 0 ? "\nReboot first.\nThen call." : "")
  }

  /// From none to eight tags, four at the median, without repetition.
  mutating func tags(_ random: inout SplitMix64) -> [String] {
    let count = (random.number(below: 9) + random.number(below: 9) + 1) / 2
    let first = random.number(below: tags.count)
    // 5 shares no factor with the number of tags, so no tag comes twice.
    return (0..<count).map { tags[(first + 5 * $0) % tags.count] }
  }
}
