/// The theme files that the build puts into the program, by name.
enum EmbeddedThemes {
  static let names = ["default-dark", "default-light", "high-contrast", "mono", "terminal"]

  /// The file of a name. Each is made only when it is asked for, because the first frame needs none.
  static func file(_ name: String) -> [UInt8]? {
    switch name {
    case "default-dark": PackageResources.default_dark_yaml
    case "default-light": PackageResources.default_light_yaml
    case "high-contrast": PackageResources.high_contrast_yaml
    case "mono": PackageResources.mono_yaml
    case "terminal": PackageResources.terminal_yaml
    default: nil
    }
  }
}
