import Accounts
import Foundation
import Testing

struct LoginThrottleTests {
  private let start = Date(timeIntervalSince1970: 1_800_000_000)

  @Test func guessesOfOneNameBecomeSlower() {
    let throttle = LoginThrottle()
    var now = start
    var waits: [TimeInterval] = []
    for attempt in 0..<12 {
      // From another address each time.
      if let wait = throttle.begin(name: "anna", address: "10.0.0.\(attempt)", at: now) {
        waits.append(wait)
        now += wait
        #expect(throttle.begin(name: "anna", address: "10.0.0.\(attempt)", at: now) == nil)
      }
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
  }

  @Test func guessesFromOneAddressBecomeSlower() {
    let throttle = LoginThrottle()
    var now = start
    var waits: [TimeInterval] = []
    for attempt in 0..<15 {
      if let wait = throttle.begin(name: "name\(attempt)", address: "10.0.0.1", at: now) {
        waits.append(wait)
        now += wait
        #expect(throttle.begin(name: "name\(attempt)", address: "10.0.0.1", at: now) == nil)
      }
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  }

  @Test func manyAttemptsAtATimeGainNothing() {
    let throttle = LoginThrottle()
    let allowed = (0..<100).filter { _ in
      throttle.begin(name: "anna", address: "10.0.0.1", at: start) == nil
    }
    #expect(allowed.count == 3)
  }

  @Test func whoGetsInMayGetInAgain() {
    let throttle = LoginThrottle()
    for _ in 0..<50 {
      #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start) == nil)
      throttle.succeeded(name: "anna", address: "10.0.0.1")
    }
  }

  @Test func anAccountOfOnesOwnDoesNotHelpToGuessOthers() {
    let throttle = LoginThrottle()
    var guesses = 0
    for attempt in 0..<50 {
      if throttle.begin(name: "victim\(attempt)", address: "10.0.0.1", at: start) == nil {
        guesses += 1
      }
      if throttle.begin(name: "me", address: "10.0.0.1", at: start) == nil {
        throttle.succeeded(name: "me", address: "10.0.0.1")
      }
    }
    #expect(guesses == 3)
  }

  @Test func failuresAreForgottenAfterAnHour() {
    let throttle = LoginThrottle()
    for _ in 0..<5 { _ = throttle.begin(name: "anna", address: "10.0.0.1", at: start) }
    #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start) != nil)
    for _ in 0..<3 {
      #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start + 3600) == nil)
    }
  }

  @Test func memoryIsBounded() {
    let throttle = LoginThrottle()
    for attempt in 0..<25_000 {
      _ = throttle.begin(
        name: "name\(attempt)", address: "address\(attempt)", at: start + Double(attempt) / 100)
    }
    // The newest are remembered.
    for _ in 0..<3 {
      _ = throttle.begin(name: "name24999", address: "x", at: start + 250)
    }
    #expect(throttle.begin(name: "name24999", address: "y", at: start + 250) != nil)
  }

  @Test func whoHasLoggedInFromSomewhereIsNotKeptOutByOthers() {
    let throttle = LoginThrottle()
    #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start) == nil)
    throttle.succeeded(name: "anna", address: "10.0.0.1")
    for attempt in 0..<100 {
      _ = throttle.begin(name: "anna", address: "10.1.0.\(attempt)", at: start)
    }
    #expect(throttle.begin(name: "anna", address: "10.2.0.1", at: start) != nil)
    #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start) == nil)
    // There, too, guesses are counted.
    for _ in 0..<3 { _ = throttle.begin(name: "anna", address: "10.0.0.1", at: start) }
    #expect(throttle.begin(name: "anna", address: "10.0.0.1", at: start) != nil)
  }

  @Test func addressesOfOneNetworkAreOne() {
    let throttle = LoginThrottle()
    let allowed = (0..<100).filter {
      throttle.begin(name: "name\($0)", address: "2001:db8:1:2:\($0)::1", at: start) == nil
    }
    #expect(allowed.count == 3)
    #expect(throttle.begin(name: "other", address: "2001:db8:1:3::1", at: start) == nil)
    #expect(throttle.begin(name: "x", address: "::ffff:10.0.0.1", at: start) == nil)
    #expect(throttle.begin(name: "y", address: "::ffff:10.0.0.2", at: start) == nil)
  }
}
