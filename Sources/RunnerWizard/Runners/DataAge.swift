/// How old the rows of the list are, as coarsely as people are told: under a minute in steps of ten seconds, so that an
/// idle program sleeps as long as its screen stays true.
struct DataAge {
  /// Nil while they count as new.
  let text: String?
  /// Seconds of age at which the text becomes another one.
  let end: Int64

  init(seconds: Int64) {
    let steps: [Int64] = [86_400, 3_600, 60]
    let step = steps.first { seconds >= $0 } ?? 10
    let shown = max(0, seconds) / step * step
    text = shown == 0 ? nil : Texts.age(shown)
    end = shown + step
  }
}

extension App {
  /// How old the rows are that are shown; nil when there are none.
  var dataAge: DataAge? {
    (runners?.refresh.readAt).map { DataAge(seconds: (now.uptime - $0) / 1_000) }
  }

  /// Asks to be woken when the age on the screen becomes another one, and only then.
  mutating func ageEffects() -> [Effect] {
    var end: Int64?
    if screen == .list, let readAt = runners?.refresh.readAt, let age = dataAge {
      end = readAt + age.end * 1_000
    }
    guard end != ageEnd else { return [] }
    ageEnd = end
    return [end.map { .wake(.age, afterMilliseconds: Int($0 - now.uptime)) } ?? .forget(.age)]
  }
}
