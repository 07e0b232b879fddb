import Foundation
import Testing

@testable import Station

struct StationLockTests {
  @Test func aRecordsFileHasOneStationWhateverItIsCalled() throws {
    try withFolder { folder in
      try folder.write("x", "r.sqlite")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("link.sqlite"), withDestinationPath: folder.path("r.sqlite"))
      let first = try StationLock(records: folder.path("r.sqlite"))
      #expect(throws: WatchError.self) { try StationLock(records: folder.path("link.sqlite")) }
      withExtendedLifetime(first) {}
    }
  }

  @Test func aRecordsFileWithTwoNamesIsRefused() throws {
    try withFolder { folder in
      try folder.write("x", "r.sqlite")
      try FileManager.default.linkItem(
        atPath: folder.path("r.sqlite"), toPath: folder.path("h.sqlite"))
      for name in ["r.sqlite", "h.sqlite"] {
        #expect(throws: WatchError.self) { try StationLock(records: folder.path(name)) }
      }
    }
  }
}
