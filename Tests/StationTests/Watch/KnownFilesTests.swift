import Foundation
import Testing

@testable import Station

@Suite("Known files") struct KnownFilesTests {
  private func identity(_ modified: Int64) -> FileIdentity {
    var status = stat()
    status.st_size = 5
    status.st_mtim.tv_nsec = Int(modified)
    return FileIdentity(status)
  }

  private let name = RawName(Array("a.png".utf8))

  @Test func anotherStateOfTheFileIsNotKnown() {
    var known = KnownFiles()
    known.insert(name, identity(1))
    #expect(known.contains(name, identity(1)))
    #expect(!known.contains(name, identity(2)))
    #expect(!known.contains(RawName(Array("b.png".utf8)), identity(1)))
  }

  @Test func whatAScanDoesNotMeetIsForgottenAndWhatComesMeanwhileIsNot() {
    var known = KnownFiles()
    for number in 1...3 { known.insert(name, identity(Int64(number))) }
    known.beginScan()
    let isKnown = known.meet(name, identity(1))
    #expect(isKnown)
    known.insert(name, identity(9))
    known.endScan(isComplete: true)
    #expect(known.contains(name, identity(1)))
    #expect(!known.contains(name, identity(2)))
    #expect(known.contains(name, identity(9)))
  }

  @Test func aScanThatIsBrokenOffForgetsNothing() {
    var known = KnownFiles()
    known.insert(name, identity(1))
    known.beginScan()
    known.endScan(isComplete: false)
    #expect(known.contains(name, identity(1)))
  }
}
