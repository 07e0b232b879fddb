import Foundation
import Synchronization
import Testing

@testable import Station

@Suite struct WorkThreadTests {
  @Test func aThreadHasItsNameFromTheFirstStatementOn() {
    let names = Mutex<Set<String>>([])
    let ended = DispatchGroup()
    for number in 1...200 {
      ended.enter()
      WorkThread.start("thread \(number)") {
        let name = Thread.current.name ?? ""
        names.withLock { _ = $0.insert(name) }
        ended.leave()
      }
    }
    ended.wait()
    #expect(names.withLock { $0 } == Set((1...200).map { "thread \($0)" }))
  }
}
