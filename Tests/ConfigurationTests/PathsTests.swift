import Testing

@testable import Configuration

struct PathsTests {
  @Test func homeIsTheDefault() throws {
    let paths = try Paths(environment: ["HOME": "/home/a/"])
    #expect(paths.configurationFile == "/home/a/.config/runner-wizard/config.yaml")
    #expect(paths.savedFile == "/home/a/.config/runner-wizard/saved.yaml")
    #expect(paths.state == "/home/a/.local/state/runner-wizard")
    #expect(
      paths.themes == [
        "/home/a/.config/runner-wizard/themes", "/home/a/.local/share/runner-wizard/themes",
        "/usr/local/share/runner-wizard/themes", "/usr/share/runner-wizard/themes",
      ])
  }

  @Test func variablesCountBeforeHome() throws {
    let paths = try Paths(environment: [
      "HOME": "/home/a", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_DATA_HOME": "/d",
      "XDG_DATA_DIRS": "/x:relative:/y/",
    ])
    #expect(paths.configuration == "/c/runner-wizard")
    #expect(paths.state == "/s/runner-wizard")
    #expect(
      paths.themes.dropFirst() == [
        "/d/runner-wizard/themes", "/x/runner-wizard/themes", "/y/runner-wizard/themes",
      ])
  }

  @Test(arguments: ["", "relative", "./c"])
  func relativePathsDoNotCount(_ path: String) throws {
    let paths = try Paths(environment: ["HOME": "/h", "XDG_CONFIG_HOME": path])
    #expect(paths.configuration == "/h/.config/runner-wizard")
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "here"]])
  func missingHomeIsToldWithTheVariableThatWouldDo(_ environment: [String: String]) throws {
    let failure = try #require(throws: PathsFailure.self) { try Paths(environment: environment) }
    #expect(failure.description.contains("XDG_CONFIG_HOME"))
  }

  @Test func homeIsNotNeededWhereEverythingIsNamed() throws {
    let paths = try Paths(environment: [
      "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_DATA_HOME": "/d",
    ])
    #expect(paths.home == nil)
  }
}
