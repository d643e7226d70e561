/// The three kinds of access tokens by which losing an answer differs.
enum TokenAbility: String, CaseIterable, Sendable, CustomStringConvertible {
  /// Looks up and resets.
  case api
  /// Looks up only.
  case createAndRead = "create_runner + read_api"
  /// Neither.
  case createOnly = "create_runner"

  /// The sandbox's token of that kind.
  var tokenName: String {
    switch self {
    case .api: "owner-api"
    case .createAndRead: "owner-create-read"
    case .createOnly: "owner-create"
    }
  }

  var description: String { rawValue }
}
