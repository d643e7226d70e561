import Foundation
import RunnerCore
import Support
import Testing

/// A row of the table of faults.
struct FaultRow {
  let fault: String
  let ability: TokenAbility
  let runners: Int
  let outcome: String

  /// Checks what has to hold whatever breaks.
  init(
    _ fault: String, _ ability: TokenAbility, _ journey: RegistrationJourney,
    _ end: RegistrationJourney.End, _ tokens: [Int64: String]
  ) {
    self.fault = fault
    self.ability = ability
    runners = tokens.count
    let name = "\(fault), \(ability)"
    #expect(journey.firstRunners <= 1, "\(name)")
    #expect(runners <= 1, "\(name)")
    var words = journey.steps
    switch end {
    case .onScreen(let token):
      #expect(
        tokens.values.first == token.reveal(), "\(name): the token on the screen is no runner's")
      words.append("token on the screen")
    case .stated(let text):
      #expect(Self.isFindable(text, tokens, ability), "\(name): \(text)")
      words.append(
        text.contains(RegistrationJourney.marker)
          ? "loss stated with the marker"
          : tokens.isEmpty || tokens.keys.contains { text.contains("unner \($0)") }
            ? "loss stated with the runner's id" : "loss stated with user, time and description")
    case .shown(let count): words.append("one of \(count) to be chosen")
    case .lost(let reason): Issue.record("\(name): \(reason)")
    }
    outcome = words.joined(separator: ", ")
  }

  /// Whether a statement tells by what the runner is found: its id, or user, time and marker or description.
  private static func isFindable(
    _ text: String, _ tokens: [Int64: String], _ ability: TokenAbility
  ) -> Bool {
    if tokens.keys.contains(where: { text.contains("unner \($0)") }) { return true }
    return text.contains("by owner") && text.contains("UTC") && text.contains("acme")
      || text.contains("by owner") && text.contains("UTC") && text.contains("with id 10")
        && text.contains(RegistrationJourney.marker)
  }

  var line: String { "| \(fault) | \(ability) | \(runners) | \(outcome) |" }
}

/// Compares a table in `Tests/README.md` with what was seen, or writes it when `RECORD_FAULT_TABLE` is 1.
func assertFaultTable(
  _ name: String, _ rows: [FaultRow], sourceLocation: SourceLocation = #_sourceLocation
) {
  assertSection(
    name, of: "Tests/README.md",
    is: ["", "| Fault | Access token | Runners | Outcome |", "| --- | --- | ---: | --- |"]
      + rows.map(\.line) + [""],
    recordedBy: "RECORD_FAULT_TABLE", sourceLocation: sourceLocation)
}
