/// Scalars, enums and the list of all types.
///
/// Versions written at a field, argument or value are the milestones that GitLab's source prints, unless a
/// comment beside them says that the sandbox chose them because GitLab's source prints none.
extension GraphQLSchema {
  static let allTypes: [GraphQLSchemaType] =
    scalars + enums + [pageInfo, runnerPermissions, runner, manager] + runnerConnections + places
    + people + jobs + [query, mutation] + queryParts + mutationInputs + mutationPayloads
    + introspection

  private static let scalars = [
    "String", "Int", "Float", "Boolean", "ID", "Time", "Duration", "Date", "UserID", "GroupID",
    "ProjectID", "CiRunnerID", "CiRunnerManagerID", "JobID",
  ].map { GraphQLSchemaType(name: $0, content: .scalar) }

  /// app/graphql/types/ci/runner_*_enum.rb, job_status_enum.rb, visibility_levels_enum.rb.
  private static let enums = [
    enumeration("CiRunnerType", "INSTANCE_TYPE GROUP_TYPE PROJECT_TYPE"),
    enumeration(
      "CiRunnerStatus",
      [
        GraphQLEnumValue("ACTIVE", .deprecated("14.6", "Use CiRunnerType.paused instead.")),
        GraphQLEnumValue("PAUSED", .deprecated("14.6", "Use CiRunnerType.paused instead.")),
      ] + ["ONLINE", "OFFLINE", "STALE", "NEVER_CONTACTED"].map { GraphQLEnumValue($0) }),
    enumeration(
      "CiRunnerSort",
      "CONTACTED_ASC CONTACTED_DESC CREATED_ASC CREATED_DESC TOKEN_EXPIRES_AT_ASC "
        + "TOKEN_EXPIRES_AT_DESC"),
    enumeration(
      "CiRunnerMembershipFilter",
      [
        GraphQLEnumValue("DIRECT"), GraphQLEnumValue("DESCENDANTS"),
        GraphQLEnumValue("ALL_AVAILABLE", .experiment("15.5")),
      ]),
    enumeration("CiRunnerAccessLevel", "NOT_PROTECTED REF_PROTECTED"),
    enumeration("CiRunnerJobExecutionStatus", "IDLE ACTIVE"),
    enumeration("CiRunnerCreationState", "STARTED FINISHED"),
    enumeration("CiRunnerCreationMethod", "REGISTRATION_TOKEN AUTHENTICATED_USER"),
    enumeration("CiRunnerUpgradeStatus", "INVALID NOT_AVAILABLE AVAILABLE RECOMMENDED"),
    enumeration("GroupPermission", "CREATE_PROJECTS TRANSFER_PROJECTS IMPORT_PROJECTS"),
    enumeration(
      "CiJobStatus", RunnerJob.Status.allCases.map { GraphQLEnumValue($0.rawValue.uppercased()) }),
    enumeration("VisibilityLevelsEnum", "private internal public"),
  ]
}
