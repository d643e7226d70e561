import RunnerCore
import TerminalUI

/// The names of the commands about connections, certificates and refusals.
enum ConnectionCommand {
  static let test: CommandID = "connection.test"
  static let forget: CommandID = "connection.forget"
  static let save: CommandID = "connection.save"
  static let useAddress: CommandID = "connection.useAddress"
  static let certificates: CommandID = "connection.certificates"
  static let copyRefusal: CommandID = "connection.copyRefusal"

  static let giveFile: CommandID = "certificates.giveFile"
  static let pin: CommandID = "certificates.pin"
  static let useName: CommandID = "certificates.useName"
  static let retry: CommandID = "certificates.retry"
}

extension Wizard {
  /// The next step out of something that stands in the way.
  static let offers: [AppCommand] = [
    AppCommand(
      ConnectionCommand.useAddress, keys: [.character("y"), .control("o")],
      title: Texts.useAddress, tooltip: Texts.useAddressTip, footer: true,
      availability: { $0.wizard?.suggestedServer == nil ? .hidden : .enabled }),
    certificates,
    AppCommand(
      ConnectionCommand.copyRefusal, keys: [.character("D")], title: Texts.copyRefusal,
      tooltip: Texts.copyRefusalTip, footer: true,
      availability: { $0.refusalDetails == nil ? .hidden : .enabled }),
  ]

  /// Shows the certificates of a server that is not trusted.
  static let certificates = AppCommand(
    ConnectionCommand.certificates, keys: [.control("o")], title: Texts.certificates,
    tooltip: Texts.certificatesTip, footer: true,
    availability: { $0.trust == nil ? .hidden : .enabled })

  /// Commands of the connection page, and of what stands in the way on other pages.
  static let connectionCommands: [AppCommand] = [
    AppCommand(
      ConnectionCommand.test, keys: [.character("t")], title: Texts.test, tooltip: Texts.testTip,
      footer: true, availability: { $0.testAvailability }),
    AppCommand(
      ConnectionCommand.forget, keys: [.character("d")], title: Texts.forget,
      tooltip: Texts.forgetTip, footer: true, availability: { $0.forgetAvailability }),
    AppCommand(
      ConnectionCommand.save, keys: [.character("S")], title: Texts.saveConnection,
      tooltip: Texts.saveConnectionTip, availability: { $0.saveAvailability }),
  ]
}

extension App {
  var testAvailability: Availability {
    guard let wizard, wizard.page == .connection, wizard.focus?.id == .known,
      let known = wizard.draft.knownConnection
    else { return .hidden }
    if wizard.wait != nil { return .disabled(reason: Texts.stillConnecting) }
    return known.problem.map { .disabled(reason: $0) } ?? .enabled
  }

  var forgetAvailability: Availability {
    guard let wizard, wizard.page == .connection, wizard.focus?.id == .known,
      let known = wizard.draft.knownConnection
    else { return .hidden }
    return known.isSaved ? .enabled : .disabled(reason: Texts.onlySavedAreForgotten)
  }

  var saveAvailability: Availability {
    guard wizard?.page == .connection else { return .hidden }
    guard let connection = session.connection else {
      return .disabled(reason: Texts.noConnectionToSave)
    }
    if settings.savedFile == nil { return .disabled(reason: Texts.nowhereToSave) }
    if settings.isDemo { return .disabled(reason: Texts.demoIsNotSaved) }
    if book.known.contains(where: { $0.isSaved && $0.stands(for: connection) }) {
      return .disabled(reason: Texts.savedAlready)
    }
    return session.obstacle.map { .disabled(reason: $0) } ?? .enabled
  }
}
