import Foundation

extension SandboxServer {
  /// Makes a project runner as the owner.
  public func createRunner() throws -> (id: Int64, token: String) {
    struct Created: Decodable {
      let id: Int64
      let token: String
    }
    let body = try JSONSerialization.data(withJSONObject: [
      "runner_type": "project_type", "project_id": projects[0].id, "run_untagged": true,
    ])
    let answer = try LoopbackHTTP.send(
      "POST", "\(url)/api/v4/user/runners", token: tokens["root-admin"], body: body)
    let created = try JSONDecoder().decode(Created.self, from: answer.body)
    return (created.id, created.token)
  }
}
