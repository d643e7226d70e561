import Testing

@testable import RunnerCore

@Suite struct JSONReaderTests {
  private func reader(_ text: String) -> JSONReader { JSONReader(Array(text.utf8)) }

  @Test func membersComeOneAfterAnother() throws {
    var reader = reader(#" { "a" : 1 , "b":[ "x", {"y":null} ], "c":true,"d":"\u0041" } "#)
    #expect(try reader.enterObject())
    #expect(try reader.nextName() == "a")
    #expect(try reader.integer() == 1)
    #expect(try reader.nextName() == "b")
    #expect(try reader.enterArray())
    #expect(try reader.nextElement())
    #expect(try reader.string() == "x")
    #expect(try reader.nextElement())
    #expect(try reader.skip())
    #expect(try !reader.nextElement())
    #expect(try reader.nextName() == "c")
    #expect(try reader.flag() == true)
    #expect(try reader.nextName() == "d")
    #expect(try reader.string() == "A")
    #expect(try reader.nextName() == nil)
    try reader.finish()
  }

  @Test func emptyObjectsAndArraysAreLeftAtOnce() throws {
    var reader = reader("[{},[],1]")
    #expect(try reader.enterArray())
    #expect(try reader.nextElement())
    #expect(try reader.enterObject())
    #expect(try reader.nextName() == nil)
    #expect(try reader.nextElement())
    #expect(try reader.enterArray())
    #expect(try !reader.nextElement())
    #expect(try reader.nextElement())
    #expect(try reader.integer() == 1)
    #expect(try !reader.nextElement())
    try reader.finish()
  }

  @Test(arguments: ["null", "[1]", #"{"a":2}"#, "true", #""text""#, "1.5"])
  func anotherTypeIsSkipped(json: String) throws {
    var reader = reader("[\(json),7]")
    #expect(try reader.enterArray())
    #expect(try reader.nextElement())
    #expect(try reader.integer() == nil)
    #expect(try reader.nextElement())
    #expect(try reader.integer() == 7)
  }

  @Test func aPathIsFoundWhereverItStands() throws {
    var inner = reader(#"{"x":[{"data":1}],"data":{"y":"data","list":{"end":7}}}"#)
    #expect(try inner.find(["data", "list", "end"]))
    #expect(try inner.integer() == 7)
    for text in ["{}", "[]", "null", #"{"data":null}"#, #"{"data":{"list":3}}"#] {
      var reader = reader(text)
      #expect(try !reader.find(["data", "list", "end"]))
    }
  }

  @Test(arguments: [
    #"{"a" 1}"#, #"{"a":1,}"#, #"{"a":1"#, #"{"a":"#, #"{a:1}"#, "[1 2]", "[1,]", "[,1]", "[", "\"",
    #""\"#, #"["a]"#, "nul", "-", "1e", "[1]]",
  ])
  func whatIsNoJSONEndsTheReading(text: String) {
    #expect(throws: NotJSON.self) {
      var reader = reader(text)
      try reader.skip()
      try reader.finish()
    }
  }

  @Test func badEscapesAreNoText() throws {
    for text in [#""\x""#, #""\u12""#, #""\u12G4""#] {
      var reader = reader(text)
      #expect(throws: NotJSON.self) { try reader.string() }
    }
  }

  @Test(arguments: [
    ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("0", 0), ("-0", 0),
    ("007", 7),
  ])
  func wholeNumbersOf64BitsAreRead(text: String, value: Int64) {
    #expect(Int64(decimal: Array(text.utf8)[...]) == value)
  }

  @Test(arguments: ["", "-", "+1", "9223372036854775808", "-9223372036854775809", "1 ", "0x1"])
  func otherNumbersAreNotTakenForThem(text: String) {
    #expect(Int64(decimal: Array(text.utf8)[...]) == nil)
  }
}
