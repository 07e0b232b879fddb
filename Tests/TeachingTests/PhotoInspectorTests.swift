import Comparison
import Pixels
import Teaching
import TestSupport
import Testing

@Suite struct PhotoInspectorTests {
  private static let parts = GoodParts()
  private static let part = Result { try parts.taught([false, false, false, false]) }

  private func gray(_ image: Image<UInt8>, channels: Int) -> Image<UInt8> {
    var out = Image<UInt8>(width: image.width, height: image.height, channels: channels)
    for y in 0..<image.height {
      for x in 0..<image.width {
        for c in 0..<channels { out[x, y, c] = image[x, y, 1] }
      }
    }
    return out
  }

  @Test func saysThatAGrayPictureLacksTheColourThatIsJudged() throws {
    let part = try Self.part.get()
    let image = Self.parts.photograph(9)
    #expect(try !part.inspected(image).lacksColor)
    #expect(try part.inspected(gray(image, channels: 1)).lacksColor)
    #expect(try part.inspected(gray(image, channels: 3)).lacksColor)
    var blind = part
    blind.comparison.colorFactor = 0
    #expect(try !blind.inspected(gray(image, channels: 1)).lacksColor)
  }

  @Test func aPartBeyondTheLimitsIsNotFound() throws {
    let part = try Self.part.get()
    var camera = TestScene.Camera(size: GoodParts.size)
    camera.angle = 8
    let result = try part.inspected(GoodParts.scene.photograph(camera))
    #expect(!result.isFound && result.blobs.isEmpty && result.score == 0)
  }

  @Test func aSpotIsOneBlobWhereItLies() throws {
    let result = try Self.part.get().inspected(Self.parts.photograph(11, spot: true))
    #expect((1...2).contains(result.blobs.count))
    let blob = try #require(result.blobs.first)
    let spot = GoodParts.spot
    #expect(blob.score > 0.5 && result.score == blob.score)
    #expect(abs(blob.referenceBox.x1 - Int(spot.x - spot.halfWidth)) < 7)
    #expect(abs(blob.referenceBox.y2 - Int(spot.y + spot.halfHeight)) < 7)
  }
}
