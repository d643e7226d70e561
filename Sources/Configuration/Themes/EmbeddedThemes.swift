/// The theme files that the build puts into the program, by name.
enum EmbeddedThemes {
  static let files: [String: [UInt8]] = [
    "default-dark": PackageResources.default_dark_yaml,
    "default-light": PackageResources.default_light_yaml,
    "high-contrast": PackageResources.high_contrast_yaml,
    "mono": PackageResources.mono_yaml,
    "terminal": PackageResources.terminal_yaml,
  ]
}
