import Foundation
import Synchronization
import Testing

@testable import Station

struct OrderedWindowTests {
  @Test func resultsComeInOrderHoweverTheyArrive() {
    let window = OrderedWindow<Int>(count: 6, size: 4)
    #expect((0..<4).map { _ in window.take() } == [0, 1, 2, 3])
    window.deliver(12, for: 2)
    window.deliver(11, for: 1)
    window.deliver(10, for: 0)
    #expect(window.collect() == [10, 11, 12])
    window.disposeOf(3)
    #expect(window.take() == 4)
    #expect(window.take() == 5)
    window.deliver(15, for: 5)
    window.deliver(13, for: 3)
    #expect(window.collect() == [13])
    window.deliver(14, for: 4)
    #expect(window.collect() == [14, 15])
    #expect(window.take() == nil)
    #expect(window.collect() == [])
  }

  @Test func whatIsHandedOutIsAwaitedAfterAStop() {
    let window = OrderedWindow<Int>(count: 100, size: 4)
    #expect(window.take() == 0)
    #expect(window.take() == 1)
    window.stop()
    #expect(window.take() == nil)
    window.deliver(11, for: 1)
    window.deliver(10, for: 0)
    #expect(window.collect() == [10, 11])
    #expect(window.collect() == [])
  }

  @Test func nothingToDoIsTheEndAtOnce() {
    let window = OrderedWindow<Int>(count: 0, size: 1)
    #expect(window.take() == nil)
    #expect(window.collect() == [])
  }

  @Test func noMoreNumbersAreOnTheirWayThanTheWindowHolds() {
    let window = OrderedWindow<Int>(count: 1000, size: 5)
    let onTheirWay = Mutex((now: 0, most: 0))
    for _ in 0..<4 {
      Thread {
        while let number = window.take() {
          onTheirWay.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
          }
          window.deliver(number, for: number)
        }
      }.start()
    }
    var collected: [Int] = []
    while case let values = window.collect(), !values.isEmpty {
      collected += values
      onTheirWay.withLock { $0.now -= values.count }
      window.disposeOf(values.count)
    }
    #expect(collected == Array(0..<1000))
    #expect(onTheirWay.withLock { $0.most } <= 5)
  }
}
