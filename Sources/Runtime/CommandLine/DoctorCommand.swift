import ArgumentParser

/// Whether a registration would work, printed.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: Texts.doctorAbstract, discussion: Texts.doctorDiscussion)

  @Flag(help: ArgumentHelp(Texts.doctorJSONHelp))
  var json = false

  @OptionGroup(title: Texts.globalTitle) var global: GlobalOptions
}
