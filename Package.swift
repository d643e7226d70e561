// swift-tools-version: 6.2

import PackageDescription

/// Swift 6 language mode comes with the tools version; these are what it leaves optional.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// The theme files that are part of the program.
let themes = ["default-dark", "default-light", "high-contrast", "mono", "terminal"]

let package = Package(
  name: "runner-wizard",
  products: [
    .executable(name: "runner-wizard", targets: ["runner-wizard"]),
    .executable(name: "gitlab-sandbox", targets: ["gitlab-sandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
  ],
  targets: [
    .target(
      name: "CNCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CCurl"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    module("TerminalUI"),
    module("Curses", ["CNCurses", "TerminalUI"]),
    module("RunnerCore", ["CCurl"]),
    .target(
      name: "Configuration", dependencies: ["CYAML", "RunnerCore", "TerminalUI"],
      resources: themes.map { .embedInCode("../../themes/\($0).yaml") },
      swiftSettings: settings),
    module("RunnerWizard", ["TerminalUI", "RunnerCore"]),
    module("GitLabSandbox"),
    module(
      "Runtime",
      [
        "Configuration", "Curses", "GitLabSandbox", "RunnerCore", "RunnerWizard", "TerminalUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    program("runner-wizard", ["Runtime"]),
    program(
      "gitlab-sandbox",
      [
        "GitLabSandbox",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "benchmark", exclude: ["CBaseline"], swiftSettings: settings),
    .executableTarget(
      name: "CBaseline", path: "Sources/benchmark/CBaseline", publicHeadersPath: ".",
      linkerSettings: [
        .linkedLibrary("ncursesw"), .linkedLibrary("tinfo"),
        .unsafeFlags(["-nostartfiles"]),
      ]),

    .target(
      name: "Support", dependencies: ["RunnerCore", "RunnerWizard", "TerminalUI"],
      path: "Tests/Support", swiftSettings: settings),
    tests("TerminalUITests", ["TerminalUI", "Support"], exclude: ["Snapshots"]),
    tests("CursesTests", ["Curses", "TerminalUI", "Support"]),
    tests("RunnerCoreTests", ["RunnerCore", "Support"]),
    tests(
      "ConfigurationTests", ["Configuration", "RunnerCore", "TerminalUI", "Support"],
      exclude: ["Snapshots"]),
    tests(
      "RunnerWizardTests", ["RunnerWizard", "RunnerCore", "TerminalUI", "Support"],
      exclude: ["Snapshots"]),
    tests("GitLabSandboxTests", ["GitLabSandbox", "Support"]),
    tests(
      "RuntimeTests",
      [
        "Runtime", "Configuration", "GitLabSandbox", "RunnerCore", "RunnerWizard", "TerminalUI",
        "Support",
      ]),
    tests("EndToEndTests", ["Support"]),
  ]
)
