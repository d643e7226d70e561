import RunnerCore
import TerminalUI

extension App {
  /// The rows of the wizard's page.
  func pageContent(_ wizard: Wizard, width: Int) -> PageContent {
    let isRoomy = size.height >= 20
    let glyphs = settings.glyphs
    var content = PageContent()
    let layout = WizardLayout(app: self)
    if let banner, layout.scrollsBanner {
      banner.add(
        to: &content, width: width - 1, isBegun: !layout.banner.isEmpty, isRoomy: isRoomy,
        glyphs: glyphs)
    }
    if wizard.page == .review {
      addTargetWarnings(wizard, width: width, to: &content)
      addReview(wizard, width: width, to: &content)
      return content
    }
    if wizard.page == .type, let refusal = session.createRefusal {
      content.add(
        "\(glyphs.warning) \(refusal)", .warning, x: WizardLayout.gutter, width: width - 1,
        glyphs: glyphs)
      content.addBlank()
    }
    if isRoomy {
      let count = wizard.problemCount
      content.add(
        count > 0
          ? "\(glyphs.error) \(Texts.problemCount(count))"
          : wizard.spec.introduction(wizard.draft), count > 0 ? .error : .text,
        x: WizardLayout.gutter, width: width - 1, glyphs: glyphs)
      content.addBlank()
    }
    let focus = wizard.focus?.id
    var endOfTags = 0
    var isBelowSwitch = false
    for (index, field) in wizard.fields.enumerated() {
      // Switches stand close together; what is typed below them stands apart.
      if isRoomy, isBelowSwitch, field.isText { content.addBlank() }
      if case .toggle = field.kind { isBelowSwitch = true } else { isBelowSwitch = false }
      let view = FieldView(
        field: field, index: index, isFocused: field.id == focus, wizard: wizard, width: width,
        glyphs: glyphs, spinner: spinner, isSearching: work.isRunning(.searchTargets))
      view.add(to: &content)
      if field.id == .tags { endOfTags = content.rows - 1 }
    }
    switch wizard.page {
    case .type: addTypeHelp(wizard, layout, to: &content)
    case .target: addPicker(wizard, width: width, to: &content)
    case .tags: addTagHelp(wizard, width: width, endOfField: endOfTags, to: &content)
    default: break
    }
    return content
  }
}

extension App {
  /// Adds what is said of the chosen type, such as why it cannot be had, below the types, where the line of help has
  /// no room for all of it.
  private func addTypeHelp(
    _ wizard: Wizard, _ layout: WizardLayout, to content: inout PageContent
  ) {
    let help = PageSpec.typeHelp(wizard.draft)
    guard help != Texts.typeHelp(wizard.draft.type),
      help.wrapped(to: layout.help.width).count > layout.help.height
    else { return }
    let isRefused = wizard.refusedChoice != nil
    content.add(
      isRefused ? "\(settings.glyphs.warning) \(help)" : help, isRefused ? .warning : .textMuted,
      x: WizardLayout.gutter, width: layout.content.width - 1, glyphs: settings.glyphs)
  }
}
