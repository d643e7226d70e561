/// The program's version, as it introduces itself to servers.
public enum Version {
  public static let text = "0.1.0"
}
