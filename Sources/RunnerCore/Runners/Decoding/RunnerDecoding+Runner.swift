/// A runner and what stands around it, as an answer tells them.
struct DecodedRunner {
  var runner: Runner
  var managers: DecodedList<RunnerManager>?
  var projects: DecodedList<RunnerTarget>?
  var groups: DecodedList<RunnerTarget>?
  var creation: RunnerCreation?
  var hasAskedForJobs: Bool?
  var creatorID: Int64?
  /// What GitLab still shows to the creator.
  var token: Secret?

  // What REST and GraphQL tell in words that other words explain.
  fileprivate var ownerProject: RunnerTarget?
  fileprivate var isOnline: Bool?
  fileprivate var isActive: Bool?
  fileprivate var saysPaused = false
  fileprivate var hasNoExpiry = false
  fileprivate var hasNoNote = false

  fileprivate init(id: Int64) {
    runner = Runner(id: id)
  }

  /// Draws the conclusions that no single member allows.
  fileprivate mutating func conclude() {
    // REST's status hides contact behind "paused" (GitLab: `app/models/concerns/ci/has_runner_status.rb`);
    // one that is stale or was never in contact is told as that.
    if saysPaused, let isOnline { runner.status = isOnline ? .online : .offline }
    if runner.isPaused == nil { runner.isPaused = isActive.map { !$0 } }
    // The expiry of instance runners is told to those who administer them
    // (GitLab: `read_runner_sensitive_data` in `app/policies/ci/runner_policy.rb`).
    let mayUpdate = runner.permissions?.contains(.update) == true
    if hasNoExpiry, mayUpdate || runner.type == .group || runner.type == .project {
      runner.tokenExpiry = .never
    }
    if hasNoNote, mayUpdate { runner.maintenanceNote = "" }
    runner.owner = ownerProject ?? (runner.type == .project ? nil : groups?.elements.first)
    if let managers {
      runner.newestManager = managers.elements.first
      runner.managerCount = managers.count.flatMap { Int32(exactly: $0) }
    }
  }
}

extension RunnerDecoding {
  /// The row of a list.
  mutating func row() throws(NotJSON) -> Runner? {
    try runner()?.runner
  }

  mutating func runner() throws(NotJSON) -> DecodedRunner? {
    guard let id = try idAhead(), try reader.enterObject() else {
      try reader.skip()
      return nil
    }
    var decoded = DecodedRunner(id: id)
    while let name = try reader.nextName() {
      try readFact(name, into: &decoded)
    }
    decoded.conclude()
    return decoded
  }

  private mutating func readFact(
    _ name: String, into decoded: inout DecodedRunner
  ) throws(NotJSON) {
    switch name {
    // A runner without one is told with null.
    case "description": decoded.runner.description = try reader.string() ?? ""
    case "shortSha": decoded.runner.shortToken = try reader.string()
    case "runnerType", "runner_type":
      decoded.runner.type = RunnerType(told: try reader.string())
    case "status":
      let word = try reader.string()
      decoded.runner.status = RunnerStatus(told: word)
      decoded.saysPaused = word == "paused"
    case "online": decoded.isOnline = try reader.flag()
    case "paused": decoded.runner.isPaused = try reader.flag()
    case "active": decoded.isActive = try reader.flag()
    case "locked": decoded.runner.isLocked = try reader.flag()
    case "runUntagged", "run_untagged": decoded.runner.runsUntagged = try reader.flag()
    case "accessLevel", "access_level": decoded.runner.isProtected = try isProtected()
    case "tagList", "tag_list": decoded.runner.tags = try texts.tags(&reader)
    case "maximumTimeout", "maximum_timeout":
      decoded.runner.maximumTimeout = try reader.smallInteger()
    case "createdAt", "created_at": decoded.runner.createdAt = try reader.time()
    case "contactedAt", "contacted_at": decoded.runner.contactedAt = try reader.time()
    case "createdBy", "created_by": try readCreator(into: &decoded)
    case "jobCount": decoded.runner.jobCount = try reader.smallInteger()
    case "projectCount": decoded.runner.projectCount = try reader.smallInteger()
    case "jobExecutionStatus", "job_execution_status": decoded.runner.isBusy = try isBusy()
    case "userPermissions": decoded.runner.permissions = try permissions()
    case "tokenExpiresAt": try readExpiry(into: &decoded)
    case "maintenanceNote", "maintenance_note": try readNote(into: &decoded)
    default: try readSurroundings(name, into: &decoded)
    }
  }

  private mutating func readSurroundings(
    _ name: String, into decoded: inout DecodedRunner
  ) throws(NotJSON) {
    switch name {
    case "ownerProject": decoded.ownerProject = try target(.project)
    case "groups":
      decoded.groups = try list { decoding throws(NotJSON) in try decoding.target(.group) }
    case "projects":
      decoded.projects = try list { decoding throws(NotJSON) in try decoding.target(.project) }
    case "managers":
      decoded.managers = try list { decoding throws(NotJSON) in try decoding.manager() }
    case "ephemeralAuthenticationToken": decoded.token = try reader.value().runnerToken
    case "creationMethod":
      decoded.creation = try reader.string().flatMap { RunnerCreation(rawValue: $0.lowercased()) }
    case "creationState":
      switch try reader.string() {
      case "FINISHED": decoded.hasAskedForJobs = true
      case "STARTED": decoded.hasAskedForJobs = false
      default: break
      }
    default: try reader.skip()
    }
  }

  private mutating func readExpiry(into decoded: inout DecodedRunner) throws(NotJSON) {
    var ahead = reader
    decoded.hasNoExpiry = try !ahead.skip()
    decoded.runner.tokenExpiry = try reader.time().map(TokenExpiry.at) ?? .unknown
  }

  private mutating func readNote(into decoded: inout DecodedRunner) throws(NotJSON) {
    var ahead = reader
    decoded.hasNoNote = try !ahead.skip()
    decoded.runner.maintenanceNote = try reader.string()
  }

  private mutating func isProtected() throws(NotJSON) -> Bool? {
    switch try reader.string() {
    case "REF_PROTECTED", "ref_protected": true
    case "NOT_PROTECTED", "not_protected": false
    default: nil
    }
  }

  private mutating func readCreator(into decoded: inout DecodedRunner) throws(NotJSON) {
    guard try reader.enterObject() else { return }
    while let name = try reader.nextName() {
      switch name {
      case "username": decoded.runner.creator = try pooledText()
      case "id": decoded.creatorID = try reader.identifier()
      default: try reader.skip()
      }
    }
  }

  private mutating func permissions() throws(NotJSON) -> RunnerPermissions? {
    guard try reader.enterObject() else { return nil }
    var permissions: RunnerPermissions = []
    while let name = try reader.nextName() {
      let isGranted = try reader.flag() ?? false
      guard isGranted else { continue }
      switch name {
      case "readRunner": permissions.insert(.read)
      case "updateRunner": permissions.insert(.update)
      case "deleteRunner": permissions.insert(.delete)
      case "assignRunner": permissions.insert(.assign)
      default: break
      }
    }
    return permissions
  }
}

extension RunnerType {
  /// GitLab's word in either spelling.
  init?(told word: String?) {
    switch word {
    case "INSTANCE_TYPE", "instance_type": self = .instance
    case "GROUP_TYPE", "group_type": self = .group
    case "PROJECT_TYPE", "project_type": self = .project
    default: return nil
    }
  }
}
