import Foundation
import Testing

@testable import Station

@Suite struct BoundedQueueTests {
  // Waited for in full only where something is wrong.
  private let long = 60.0
  private let start = ContinuousClock.now
  private var isInTime: Bool { ContinuousClock.now - start < .seconds(long) }

  @Test func elementsComeInTheirOrderAndNoMoreThanAsked() {
    let queue = BoundedQueue<Int>(capacity: 8)
    for number in 1...5 { #expect(queue.push(number)) }
    #expect(queue.take(3, waiting: 0) == [1, 2, 3])
    #expect(queue.take() == 4)
    #expect(queue.take(3, waiting: 0) == [5])
    #expect(queue.take(3, waiting: 0) == [])
  }

  @Test func aFullQueueTakesNothingWithoutWaiting() {
    let queue = BoundedQueue<Int>(capacity: 1)
    #expect(queue.tryPush(1))
    #expect(!queue.tryPush(2))
  }

  @Test func gatheringEndsWithAsManyAsAsked() {
    let queue = BoundedQueue<Int>(capacity: 8)
    WorkThread.start("pusher") { for number in 1...4 { queue.push(number) } }
    #expect(queue.take(4, waiting: long, gathering: { long }) == [1, 2, 3, 4])
    #expect(isInTime)
  }

  @Test func gatheringEndsWhereTheQueueIsFull() {
    let queue = BoundedQueue<Int>(capacity: 3)
    WorkThread.start("pusher") { for number in 1...5 { queue.push(number) } }
    #expect(queue.take(64, waiting: long, gathering: { long }) == [1, 2, 3])
    #expect(queue.take(2, waiting: long, gathering: { long }) == [4, 5])
    #expect(isInTime)
  }

  @Test func gatheringEndsWhenTheQueueIsClosed() {
    let queue = BoundedQueue<Int>(capacity: 8)
    #expect(queue.push(1))
    WorkThread.start("closer") { queue.close() }
    #expect(queue.take(4, waiting: long, gathering: { long }) == [1])
    #expect(queue.take(4, waiting: long) == nil)
    #expect(isInTime)
  }

  @Test func whatComesTooLateForAGroupIsInTheNext() {
    let queue = BoundedQueue<Int>(capacity: 8)
    #expect(queue.push(1))
    #expect(queue.take(4, waiting: long, gathering: { 0.01 }) == [1])
    #expect(queue.push(2))
    #expect(queue.take(4, waiting: long) == [2])
    #expect(isInTime)
  }
}
