import Foundation
import Testing
import Traceability

@testable import Station

struct SidecarTests {
  @Test func jsonTellsSerialLotAndParents() throws {
    let text = #"""
      {"serial": " SN-7 ", "lot": 42, "other": [1],
       "parents": ["CU-1", 9, {"lot": "FR4"}, {"serial": "P", "lot": 3}]}
      """#
    let sidecar = try #require(try Sidecar(json: text))
    #expect(sidecar.serial == "SN-7" && sidecar.lot == "42")
    #expect(
      sidecar.parents == [
        PartParent(serial: "CU-1"), PartParent(serial: "9"), PartParent(lot: "FR4"),
        PartParent(serial: "P", lot: "3"),
      ])
  }

  @Test func csvTellsTheSame() throws {
    let text = "Serial;note;lot;parent_serial;parent_lot\nSN-7;x;L;CU-1;\n;;;;FR4\n;;;;\n"
    let sidecar = try #require(try Sidecar(csv: text))
    #expect(sidecar.serial == "SN-7" && sidecar.lot == "L")
    #expect(sidecar.parents == [PartParent(serial: "CU-1"), PartParent(lot: "FR4")])
  }

  @Test(arguments: ["{}", "[]", "7", #"{"shapes": []}"#, #"{"serial": null}"#])
  func jsonOfSomebodyElseIsPassedOver(text: String) throws {
    #expect(try Sidecar(json: text) == nil)
  }

  @Test func csvOfSomebodyElseIsPassedOver() throws {
    #expect(try Sidecar(csv: "x,y\n1,2\n") == nil)
    #expect(try Sidecar(csv: "") == nil)
  }

  @Test(arguments: [
    ("", "it is no JSON"), ("{\"serial\": ", "it is no JSON"),
    (#"{"serial": true}"#, "serial is neither text nor whole number"),
    (#"{"lot": 1.5}"#, "lot is neither text nor whole number"),
    (#"{"parents": "P"}"#, "parents is neither text nor whole number"),
    (#"{"parents": [{}]}"#, "parents.0 has neither a serial nor a lot"),
    (#"{"serial": "a\nb"}"#, "serial is longer than 1000 bytes or has a line break in it"),
  ])
  func whatCannotBeUsedSaysWhy(text: String, reason: String) {
    #expect(throws: Sidecar.Malformed(reason: reason)) { try Sidecar(json: text) }
  }

  @Test func theFirstThatIsThereCounts() throws {
    try withFolder { folder in
      let image = folder.path("b.png")
      #expect(try Sidecar.read(beside: image) == nil)
      try folder.write("serial\ncsv\n", "b.csv")
      #expect(try Sidecar.read(beside: image)?.serial == "csv")
      // Somebody else's is no obstacle.
      try folder.write("{}", "b.json")
      #expect(try Sidecar.read(beside: image)?.serial == "csv")
      try folder.write(#"{"serial": "stem"}"#, "b.json")
      #expect(try Sidecar.read(beside: image)?.serial == "stem")
      try folder.write("\u{FEFF}{\"serial\": \"name\"}", "b.png.json")
      #expect(try Sidecar.read(beside: image)?.serial == "name")
    }
  }

  @Test func whatIsNoSmallTextFileIsRefusedAndNeverBlocks() throws {
    try withFolder { folder in
      let image = folder.path("b.png")
      folder.makePipe("b.json")
      #expect(try Sidecar.read(beside: image) == nil)
      try folder.write([0xFF, 0xFE], "b.png.json")
      #expect(
        throws: Sidecar.Problem(path: folder.path("b.png.json"), reason: "it is not UTF-8")
      ) { try Sidecar.read(beside: image) }
      try folder.write([UInt8](repeating: 32, count: Sidecar.maximumBytes + 1), "b.png.json")
      #expect(
        throws: Sidecar.Problem(path: folder.path("b.png.json"), reason: "it is larger than 64 KiB")
      ) { try Sidecar.read(beside: image) }
    }
  }

  @Test func listThenSidecarThenNameCount() throws {
    try withFolder { folder in
      let parts = PartIdentifier(
        serials: try SerialPattern("SN(\\d+)"), lots: try SerialPattern("LOT(\\d+)"))
      var job = InspectionJob(imagePath: folder.path("SN1-LOT2.png"))
      parts.identify(&job)
      #expect(job.serial == "1" && job.lot == "2" && job.parents.isEmpty)
      try folder.write(#"{"serial": "side", "parents": ["p"]}"#, "SN1-LOT2.json")
      job = InspectionJob(imagePath: folder.path("SN1-LOT2.png"))
      parts.identify(&job)
      #expect(job.serial == "side" && job.lot == "2")
      #expect(job.parents == [PartParent(serial: "p")])
      job = InspectionJob(imagePath: folder.path("SN1-LOT2.png"), serial: "list")
      parts.identify(&job)
      #expect(job.serial == "list")
    }
  }

  @Test func aSidecarThatCannotBeUsedLeavesTheSerialOpen() throws {
    try withFolder { folder in
      try folder.write("{", "SN1-LOT2.json")
      var job = InspectionJob(imagePath: folder.path("SN1-LOT2.png"))
      try PartIdentifier(PartPatterns(serial: "SN\\d", lot: "LOT\\d")).identify(&job)
      #expect(job.serial == nil && job.lot == nil && job.identityProblem != nil)
    }
  }

  @Test func aLinkIsNoSidecar() throws {
    try withFolder { folder in
      try folder.write("{\"serial\":\"X\"}", "elsewhere")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("a.json"), withDestinationPath: folder.path("elsewhere"))
      #expect(try Sidecar.read(beside: folder.path("a.png")) == nil)
    }
  }

  @Test func aSidecarThatCannotBeUsedIsInTheRecord() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good, "a")
      try folder.write("{", "a_test.json")
      let jobs = try folder.pairs()
      #expect(jobs.map(\.serial) == [nil])
      let problem = try #require(jobs[0].identityProblem)
      #expect(problem.contains("a_test.json") && problem.contains("it is no JSON"))
    }
  }
}
