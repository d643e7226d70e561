extension Dice {
  /// A number from zero to below a limit.
  public mutating func below(_ limit: Int) -> Int {
    Int.random(in: 0..<max(1, limit), using: &self)
  }

  /// True once in so many times.
  public mutating func oneIn(_ number: Int) -> Bool { below(number) == 0 }

  public mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// A length that is small most of the time, and now and then up to the limit.
  public mutating func length(_ limit: Int) -> Int {
    below(1 + min(limit, 1 << below(1 + Int.bitWidth - limit.leadingZeroBitCount)))
  }

  /// A number at or beyond the edge of what some type holds, or a small one.
  public mutating func edge() -> Int64 {
    let edges: [Int64] = [
      0, 1, -1, 59, 60, 3_600, 86_400, 255, 256, 1_000, 1_001, 65_536, Int64(Int32.max),
      Int64(Int32.min), Int64(Int32.max) + 1, .max, .min, .max - 1, 253_402_300_800,
      -62_135_596_801,
    ]
    return oneIn(3) ? Int64(below(5_000)) : pick(edges)
  }
}
