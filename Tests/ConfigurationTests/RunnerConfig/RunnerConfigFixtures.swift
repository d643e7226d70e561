import RunnerCore

let newToken = Secret("glrt-t3_NEWNEWNEWNEWNEWNEWNE")

func handOver(
  id: Int64 = 4_711, _ executor: RunnerExecutor = .docker, token: Secret = newToken,
  url: String = "https://gitlab.example.com"
) throws -> HandOverRequest {
  var request = HandOverRequest(
    place: .configTOML, executor: executor, tokenSource: .inline, runnerID: id, token: token,
    tokenObtainedAt: 1_769_850_900, tokenExpiresAt: nil, server: try ServerURL(parsing: url))
  request.answers = [.name: "build-host-7"]
  return request
}
