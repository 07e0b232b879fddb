import Foundation
import Testing

@testable import Station

@Suite struct SteadyConditionTests {
  @Test func aWaitEndsAtItsDeadline() {
    let condition = SteadyCondition()
    let start = ContinuousClock.now
    condition.withLock {
      while condition.wait(until: start + .milliseconds(30)) {}
    }
    #expect(ContinuousClock.now - start >= .milliseconds(30))
  }

  @Test func aDeadlineThatHasPassedIsNotWaitedFor() {
    let condition = SteadyCondition()
    condition.withLock { #expect(!condition.wait(until: .now - .seconds(1))) }
  }

  @Test func aBroadcastEndsAWait() {
    let condition = SteadyCondition()
    nonisolated(unsafe) var isSet = false
    WorkThread.start("setter") {
      condition.withLock {
        isSet = true
        condition.broadcast()
      }
    }
    let deadline = ContinuousClock.now + .seconds(60)
    var isInTime = true
    condition.withLock {
      while !isSet, isInTime { isInTime = condition.wait(until: deadline) }
    }
    #expect(isSet && isInTime)
  }
}
