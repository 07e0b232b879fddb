import Codecs
import Decision
import Foundation
import Pixels
import Reporting
import Testing
import Traceability

@testable import Dashboard

struct PictureTests {
  @Test func nothingMadeOfAFileIsShownOnceItChanged() async throws {
    try await Site.serve { site async throws in
      let record = try site.record(bytes: try Site.picture(side: 700))
      for kind in ["thumbnail", "overlay"] {
        #expect(try await site.get("/images/\(record)/\(kind)").status == 200)
      }
      site.write(try Site.picture(33, side: 700), to: "part.png")
      for kind in ["thumbnail", "overlay"] {
        #expect(try await site.get("/images/\(record)/\(kind)").status == 410)
      }
      try FileManager.default.removeItem(atPath: site.folder + "/part.png")
      for kind in ["thumbnail", "overlay"] {
        #expect(try await site.get("/images/\(record)/\(kind)").status == 404)
      }
    }
  }

  @Test func theImageIsServedByteByByte() async throws {
    try await Site.serve { site async throws in
      let bytes = try Site.picture()
      let record = try site.record(bytes: bytes)
      let answer = try await site.get("/images/\(record)")
      #expect(answer.status == 200 && answer["content-type"] == "image/png")
      #expect(answer.body == bytes)
      let head = try #require(await site.ask("HEAD", "/images/\(record)"))
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head["content-length"] == "\(bytes.count)")
    }
  }

  @Test func aBrowserThatHasItIsSentNothing() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      for target in [
        "/images/1", "/images/1/thumbnail", "/images/1/overlay", "/api/v1/openapi.yaml",
      ] {
        let first = try await site.get(target)
        let tag = try #require(first["etag"])
        let second = try await site.get(target, ["If-None-Match: \(tag)"])
        #expect(second.status == 304 && second.body.isEmpty && second["etag"] == tag)
        #expect(try await site.get(target, ["If-None-Match: \"x\""]).status == 200)
      }
    }
  }

  @Test func pagesGetADrawingInPlaceOfAPictureThatThereIsNot() async throws {
    try await Site.serve { site async throws in
      let gone = try site.record("gone.png", isThere: false)
      let broken = try site.record("broken.png", bytes: Array(try Site.picture().prefix(90)))
      let there = try site.record("there.png")
      for (record, kinds, status) in [
        (gone, ["", "/thumbnail", "/overlay"], 404), (broken, ["/thumbnail", "/overlay"], 404),
      ] {
        for kind in kinds {
          #expect(try await site.get("/images/\(record)\(kind)").status == status)
          let answer = try await site.get("/images/\(record)\(kind)?missing=drawn")
          #expect(answer.status == 200 && answer["content-type"] == "image/svg+xml")
          // By this size the pages' script knows it.
          #expect(answer.text.contains("width=\"12\" height=\"9\""))
        }
      }
      let answer = try await site.get("/images/\(there)/thumbnail?missing=drawn")
      #expect(answer.status == 200 && answer["content-type"] == "image/jpeg")
      #expect(try await site.get("/images/99?missing=drawn").status == 404)
    }
  }

  @Test func aThumbnailIsSmallAndAnOverlayShowsBoxes() async throws {
    try await Site.serve { site async throws in
      let record = try site.record(bytes: try Site.picture(side: 700))
      func image(_ kind: String) async throws -> Image<UInt8> {
        let answer = try await site.get("/images/\(record)/\(kind)")
        #expect(answer.status == 200 && answer["content-type"] == "image/jpeg")
        guard case .bits8(let image) = try ImageDecoder().decode(answer.body) else {
          throw DecodeError.empty
        }
        return image
      }
      let small = try await image("thumbnail")
      #expect(max(small.width, small.height) <= 320)
      let boxed = try await image("overlay")
      #expect(boxed.width == 700 && boxed.channels == 3)
      // Yellow around the defect (10, 10) to (30, 30): more red than blue there, gray elsewhere.
      func warmth(_ x: Int, _ y: Int) -> Int {
        let place = 3 * (y * 700 + x)
        return Int(boxed.samples[place]) - Int(boxed.samples[place + 2])
      }
      #expect((5...15).contains { warmth(20, $0) > 60 })
      #expect(abs(warmth(400, 100)) < 20)
    }
  }

  @Test func anImageWhereTheStationMovedItIsFound() async throws {
    try await Site.serve { site async throws in
      let bytes = try Site.picture()
      let moved = site.write(bytes, to: "moved.png")
      var entries = StationEntries()
      let file = ArrivedFile(
        folder: Array(site.folder.utf8), name: Array("new.png".utf8), device: 1, inode: 2,
        modified: 3, size: Int64(bytes.count))
      entries.arrivals = [
        Arrival(
          file: file, arrivedAt: Site.time, isToStay: false,
          record: Self.record(site.folder + "/new.png", bytes))
      ]
      _ = try site.store.append(entries)
      #expect(try await site.get("/images/1").status == 404)
      entries.arrivals = []
      entries.endings = [(1, .moved(to: Array(moved.utf8)))]
      _ = try site.store.append(entries)
      #expect(try await site.get("/images/1").body == bytes)
    }
  }

  @Test func whyAnImageIsGoneIsSaid() async throws {
    try await Site.serve { site async throws in
      let bytes = try Site.picture()
      let record = try site.record(bytes: bytes, isThere: false, verdict: .pass)
      _ = try site.store.record([
        ImagePruning(
          sequence: record, recordedAt: Site.time, imagePath: site.folder + "/part.png",
          imageSHA256: SHA256Hex.of(bytes), operator: "anna", reason: "older than 30 days")
      ])
      let answer = try await site.get("/images/\(record)")
      #expect(answer.status == 410)
      #expect(answer.text.contains("deleted on 2025-06-01") && answer.text.contains("anna"))
    }
  }

  @Test func aDifferenceNeedsTheRecipeOfTheRecord() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let answer = try await site.get("/images/1/difference")
      #expect(answer.status == 404 && answer.text.contains("bare-pcb version 1"))
    }
  }

  @Test func madePicturesStayUnderTheLimitOfMemory() throws {
    let cache = PictureCache(limit: 1000)
    func picture(_ size: Int) -> EncodedPicture {
      EncodedPicture(
        bytes: [UInt8](repeating: 0, count: size), mediaType: .jpeg,
        size: PixelSize(width: 1, height: 1))
    }
    var made = 0
    for round in 0..<3 {
      for record in 1...40 {
        _ = cache.picture(.thumbnail, of: Int64(record), sha256: "a", file: "f") {
          made += 1
          return picture(100)
        }
        #expect(cache.bytes <= 1000, "\(round) \(record)")
      }
    }
    #expect(made > 40)
    made = 0
    for _ in 0..<5 {
      _ = cache.picture(.overlay, of: 1, sha256: "a", file: "f") {
        made += 1
        return picture(100)
      }
    }
    #expect(made == 1)
    // One that is too large is passed on and not kept.
    let before = cache.bytes
    _ = cache.picture(.difference, of: 1, sha256: "a", file: "f") { picture(900) }
    #expect(cache.bytes == before)
  }

  private static func record(_ path: String, _ bytes: [UInt8]) -> InspectionRecord {
    InspectionRecord(
      recordedAt: Site.time, imagePath: path, imageSHA256: SHA256Hex.of(bytes), verdict: .pass,
      reason: "", defects: [], timings: [], recipe: "bare-pcb", recipeVersion: 1,
      recipeSHA256: "11", effectiveParameters: "{}", software: "sightline test")
  }
}
