import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The way from the result page to a text, and what is done with the text.
@Suite struct HandOverTests {
  @Test func theResultPageLeadsToThePlacesAndEscBack() {
    var pilot = Pilot.onHandOver()
    #expect(pilot.shows("Where will the runner live?"))
    #expect(pilot.shows("Linux service"))
    pilot.press(.escape)
    #expect(pilot.shows("Runner created"))
  }

  @Test(arguments: HandOverPlace.allCases) func everyPlaceLeadsToAText(place: HandOverPlace) {
    var pilot = Pilot.onHandOver()
    pilot.choose(place)
    #expect(pilot.shows("Set up the runner"))
    #expect(pilot.shows(Texts.title(place)))
    #expect(!pilot.shows("NotAReal"))
  }

  @Test func onlyExecutorsThatGoThereAreOffered() {
    var pilot = Pilot.onHandOver()
    pilot.press(.enter)
    #expect(pilot.shows("How will it run jobs?"))
    #expect(pilot.shows("virtualbox"))
    #expect(!pilot.shows("parallels"))
    #expect(!pilot.shows("docker-windows"))
  }

  @Test func aPlaceWithOneExecutorAsksForNone() {
    var pilot = Pilot.onHandOver()
    for _ in 0..<9 { pilot.press(.down) }
    pilot.press(.enter)
    #expect(pilot.shows("What it needs to know"))
    #expect(pilot.shows("Helm chart, executor kubernetes"))
    pilot.press(.escape)
    #expect(pilot.shows("Where will the runner live?"))
  }

  @Test func theDescriptionIsProposedAsTheName() {
    var pilot = Pilot.onHandOver(size: Size(width: 140, height: 40))
    pilot.choose(.linux)
    #expect(pilot.shows("--name 'Docker host in Lyon'"))
  }

  @Test func aWrongAnswerKeepsTheFormAndEscLosesNothing() {
    var pilot = Pilot.onHandOver(size: Size(width: 140, height: 40))
    pilot.press(.enter, .enter, .down)
    pilot.press(.control("u"))
    pilot.type("a b")
    pilot.press(.enter, .enter)
    #expect(pilot.shows("This is no name of an image"))
    #expect(pilot.shows("What it needs to know"))
    pilot.press(.escape, .escape, .enter, .enter)
    #expect(pilot.shows("a b"))
    pilot.press(.down, .control("u"))
    pilot.type("debian:13")
    #expect(!pilot.shows("This is no name of an image"))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("--docker-image debian:13"))
    pilot.press(.escape)
    #expect(pilot.shows("debian:13"))
  }

  @Test func aCopyWithoutTheTokenKeepsTheTokenUnsafe() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.linux)
    pilot.press(.character("y"))
    #expect(pilot.copies.last?.contains("gitlab-runner register --non-interactive") == true)
    #expect(pilot.copies.last?.contains(Fixtures.token) == false)
    pilot.press(.escape, .escape, .escape, .escape)
    #expect(pilot.shows("nowhere yet"))
    pilot.press(.character("q"))
    #expect(pilot.shows("Leave without the token?"))
  }

  @Test func aCopyWithTheTokenKeepsIt() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.configTOML)
    #expect(pilot.shows("token = \"‹token›\""))
    pilot.press(.character("y"))
    #expect(pilot.copies.last?.contains("token = \"\(Fixtures.token)\"") == true)
    pilot.press(.escape, .escape, .escape, .escape)
    #expect(pilot.shows("via tmux"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func aCopiedTextIsTakenOutOfTheClipboardAsAWhole() {
    var settings = Fixtures.settings()
    settings.clipboardClearSeconds = 60
    var pilot = Pilot.onHandOver(settings)
    pilot.choose(.configTOML)
    pilot.press(.character("y"))
    let text = pilot.copies.last ?? ""
    pilot.wait(milliseconds: 61_000)
    #expect(
      pilot.effects.contains { effect in
        if case .run(.clearClipboard(let content), _) = effect {
          content.reveal() == text
        } else {
          false
        }
      })
  }

  @Test func aTextWithTheTokenCanBeShownAndIsHiddenAgain() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.configTOML)
    #expect(!pilot.shows(Fixtures.token))
    pilot.press(.character("v"))
    #expect(pilot.shows(Fixtures.token))
    pilot.press(.character("?"), .escape)
    #expect(!pilot.shows(Fixtures.token))
    pilot.press(.character("v"), .escape, .enter)
    #expect(!pilot.shows(Fixtures.token))
  }

  @Test func aTextIsSavedUnderItsName() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.compose)
    pilot.press(.character("S"), .enter)
    #expect(pilot.savings.last?.path == "/home/olivia/compose.yaml")
    #expect(pilot.savings.last?.text.hasPrefix("services:") == true)
    #expect(pilot.savings.last?.text.hasSuffix("\n") == false)
    #expect(pilot.shows("Saved the text to /home/olivia/compose.yaml"))
    pilot.press(.character("q"), .character("q"), .character("q"), .character("q"))
    #expect(pilot.shows("nowhere yet"))
  }

  @Test func aSavedTextWithTheTokenKeepsIt() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.configTOML)
    pilot.press(.character("S"), .enter, .escape, .escape, .escape, .escape)
    #expect(pilot.shows("in the text saved"))
    #expect(!pilot.shows("nowhere yet"))
  }

  @Test func aFileThatExistsIsReplacedOnlyAfterAQuestion() {
    var pilot = Pilot.onHandOver(
      outside: { work in
        if case .saveToken(_, _, replacing: false) = work {
          return .tokenNotSaved(SaveFailure(message: "It exists.", fileExists: true))
        }
        return Fixtures.well(work)
      })
    pilot.choose(.compose)
    pilot.press(.character("S"), .enter)
    #expect(pilot.shows("Replace the file?"))
    pilot.press(.character("r"))
    #expect(pilot.savings.count == 2)
    #expect(pilot.savings.last?.text.hasPrefix("services:") == true)
  }

  @Test func theSavedTokenFileCanBeReadByTheText() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.goToResult()
    pilot.press(.character("S"), .enter, .character("h"), .enter, .enter, .down, .down)
    #expect(pilot.shows("asked for when it is run"))
    pilot.press(.space)
    #expect(pilot.shows("read from the saved file"))
    pilot.press(.enter)
    #expect(pilot.shows("cat -- /home/olivia/runner-1234.token"))
  }

  @Test(arguments: [
    (HandOverPlace.linux, false, true), (.configTOML, false, true), (.helm, false, false),
    (.linux, true, false),
  ])
  func theHelpOfATextNamesWhatCanBeDoneHere(place: HandOverPlace, isDemo: Bool, isHere: Bool) {
    var pilot = Pilot.onHandOver(Fixtures.settings(isDemo: isDemo))
    pilot.choose(place)
    #expect(pilot.shows("y copies the text, S saves it"))
    #expect(pilot.shows("x registers here, w writes this config.toml.") == isHere)
  }

  @Test func theTextsOfAPlaceFollowEachOther() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.dockerRun)
    #expect(pilot.shows("1/2"))
    pilot.press(.tab)
    #expect(pilot.shows("2/2 Start the container"))
    #expect(pilot.shows("docker run -d --name gitlab-runner"))
    pilot.press(.left)
    #expect(pilot.shows("1/2"))
  }

  @Test func whatWasChosenIsThereForTheNextRunner() {
    var pilot = Pilot.onHandOver()
    pilot.choose(.dockerVolume)
    pilot.press(.escape, .control("u"))
    pilot.type("runners")
    pilot.press(.escape, .escape, .escape, .character("y"), .character("n"))
    pilot.press(.enter, .enter, .enter, .enter)
    pilot.type("Second")
    pilot.press(.enter, .enter, .enter, .enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Runner created"))
    pilot.press(.character("h"), .enter, .enter)
    #expect(pilot.shows("Docker, volume"))
    #expect(pilot.shows("runners"))
  }

  @Test func theConnectionsProxyAndAuthorityGoWithTheText() {
    var settings = Fixtures.settings()
    var connection = Fixtures.connection
    connection.caFile = "~/ca.pem"
    settings.start = .ready(connection, notes: [])
    settings.proxies = [.init(name: "https_proxy", value: Secret("http://u:secret@proxy:3128"))]
    var pilot = Pilot.onHandOver(settings, size: Size(width: 140, height: 40))
    pilot.choose(.linux)
    #expect(pilot.shows("--tls-ca-file /home/olivia/ca.pem"))
    #expect(pilot.shows("export https_proxy=‹hidden›"))
    #expect(!pilot.shows("u:secret"))
    pilot.press(.character("y"))
    #expect(pilot.copies.last?.contains("u:secret@proxy:3128") == true)
    #expect(pilot.copies.last?.contains(Fixtures.token) == false)
    pilot.press(.escape, .escape, .escape, .escape)
    #expect(pilot.shows("nowhere yet"))
  }

  @Test func theMouseChoosesAndPressesAgainToGoOn() {
    var pilot = Pilot.onHandOver()
    pilot.click("Windows")
    pilot.click("Windows", .doublePress)
    #expect(pilot.shows("docker-windows"))
  }

  @Test func hostileDescriptionsNeverReachTheTerminal() {
    for text in HostileText.steering + HostileText.awkward {
      var pilot = Pilot(
        Fixtures.settings(), size: Size(width: 140, height: 40), outside: Fixtures.well)
      pilot.press(.down, .enter)
      pilot.type("acme/infra")
      pilot.press(.enter)
      pilot.type("docker")
      pilot.press(.enter, .enter, .enter)
      pilot.paste(text)
      pilot.press(.enter, .enter, .enter, .enter, .enter, .enter)
      pilot.wait(milliseconds: 300)
      pilot.press(.enter)
      pilot.wait(milliseconds: 400)
      pilot.press(.character("h"))
      pilot.choose(.linux)
      for cell in pilot.frame.surface.cells {
        #expect(HostileText.steeringScalar(in: cell.glyph) == nil)
      }
    }
  }

  @Test func everyCommandHasAKeyOfItsOwnAndAFooterThatWorks() {
    var states: [App] = []
    var pilot = Pilot.onHandOver()
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.down, .down)
    states.append(pilot.app)
    pilot.press(.enter)
    states.append(pilot.app)
    pilot.press(.escape, .escape, .escape)
    pilot.choose(.dockerRun)
    states.append(pilot.app)
    pilot.press(.escape, .escape, .escape)
    pilot.choose(.configTOML)
    states.append(pilot.app)
    let survey = CommandSurvey(states)
    survey.expectThatNoKeyMeansTwoCommandsOfATable()
    survey.expectThatFootersNameOnlyWhatWorks()
    let (enabled, disabled) = survey.availabilities()
    #expect(enabled.isSuperset(of: HandOverScreen.commands.map(\.id)))
    #expect(disabled.contains(HandOverCommand.reveal))
    #expect(disabled.contains(HandOverCommand.nextText))
  }
}
