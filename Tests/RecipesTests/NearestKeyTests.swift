import Testing

@testable import Recipes

@Suite struct NearestKeyTests {
  @Test func distancesCountEditsAndSwaps() {
    func distance(_ a: String, _ b: String) -> Int {
      NearestKey.editDistance(Array(a), Array(b))
    }
    #expect(distance("", "") == 0)
    #expect(distance("", "abc") == 3)
    #expect(distance("abc", "") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("tolerance", "tolerence") == 1)
    #expect(distance("ab", "ba") == 1)
    #expect(distance("ca", "abc") == 3)
  }

  @Test func farKeysAreNotSuggested() {
    #expect(NearestKey.find("x", in: ["ab", "abc"]) == nil)
    #expect(NearestKey.find("compar", in: ["compare", "blobs"]) == "compare")
    #expect(NearestKey.find(String(repeating: "a", count: 100), in: ["a"]) == nil)
    #expect(NearestKey.find("", in: ["ab"]) == nil)
  }
}
