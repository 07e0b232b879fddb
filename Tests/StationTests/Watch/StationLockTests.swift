import Foundation
import Synchronization
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

  /// Closed twice, the file of a lock that was refused was now and then the records file of a station
  /// in the same process, which then could not be read.
  @Test func aRefusedLockClosesNoFileOfOthers() throws {
    try withFolder { folder in
      try folder.write("x", "r.sqlite")
      let records = folder.path("r.sqlite")
      let first = try StationLock(records: records)
      let isDone = Atomic(false)
      let lost = Atomic(0)
      let ended = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        while !isDone.load(ordering: .relaxed) {
          let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
          sched_yield()
          var status = stat()
          if fstat(file, &status) != 0 { lost.add(1, ordering: .relaxed) }
          close(file)
        }
        ended.signal()
      }
      for _ in 0..<300 {
        #expect(throws: WatchError.self) { try StationLock(records: records) }
      }
      isDone.store(true, ordering: .relaxed)
      ended.wait()
      #expect(lost.load(ordering: .relaxed) == 0)
      withExtendedLifetime(first) {}
    }
  }
}
