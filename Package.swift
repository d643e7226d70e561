// swift-tools-version: 6.2

import Foundation
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

/// The folders of linker scripts that ask for an archive instead of a shared library, where that archive is installed;
/// some distributions package archives apart.
func archiveFolders() -> [String] {
  let files = FileManager.default
  func names(_ folder: String) -> [String] {
    ((try? files.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
  }
  func has(_ archive: String, in folders: [String]) -> Bool {
    folders.contains { files.fileExists(atPath: "\($0)/\(archive)") }
  }
  var folders: [String] = []
  if has("libstdc++.a", in: names("/usr/lib/gcc").flatMap(names)) { folders.append("cxx") }
  if has("libyaml.a", in: ["/usr/lib", "/usr/lib64"] + names("/usr/lib")) {
    folders.append("yaml")
  }
  return folders.flatMap { ["-L", "\(Context.packageDirectory)/.linker/\($0)"] }
}

/// Shortens the time to the first frame of release builds with `--static-swift-stdlib`.
///
/// The C++ library, which only the Swift runtime uses, would take a fifth of that time to load, and
/// libyaml a twentieth. Nothing looks up the program's own symbols, so they are not exported.
///
/// The program has a fixed address: to move it, forty thousand pointers on 150 pages would be
/// written at every start, another fifth. Libraries, heap and stack are still placed at random.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    archiveFolders()
      + [
        "-Xclang-linker", "-static-libgcc", "-Xclang-linker", "-no-pie",
        "-Xlinker", "--no-export-dynamic",
      ],
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "runner-wizard",
  products: [
    .executable(name: "runner-wizard", targets: ["runner-wizard"]),
    .executable(name: "gitlab-sandbox", targets: ["gitlab-sandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
  ],
  targets: [
    .target(
      name: "CNCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CCurl"),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),

    module("TerminalUI"),
    module("Curses", ["CNCurses", "TerminalUI"]),
    module(
      "RunnerCore",
      [
        "CCurl",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ]),
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

    .executableTarget(
      name: "runner-wizard", dependencies: ["Runtime"], swiftSettings: settings,
      linkerSettings: quickStart),
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
    tests("RunnerCoreTests", ["RunnerCore", "Support"], exclude: ["Schema"]),
    tests(
      "ConfigurationTests", ["Configuration", "RunnerCore", "TerminalUI", "Support"],
      exclude: ["Fixtures", "Snapshots"]),
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
