/// The words that widgets say by themselves.
enum Texts {
  /// Stands for things of a list that had no room.
  static func more(_ count: Int) -> String { "+\(count) more" }
}
