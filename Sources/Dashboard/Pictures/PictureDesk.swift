import Codecs
import Crypto
import HTTPTypes
import Pages
import Pixels
import Reporting
import Traceability

/// Answers for pictures: by the number of a record, and in no other way.
struct PictureDesk: Sendable {
  let reader: RecordReader
  let cache: PictureCache
  let differences: DifferenceMaker

  /// The longer side of a thumbnail in pixels.
  private static let thumbnailSide = 320
  /// Asked for again each time, since who may see it can change; answered from the browser's memory.
  private static let caching = "private, no-cache"

  var routes: [Route] {
    [
      .get("/images/{record}", lane: .pictures) { exchange in
        let (_, location) = try self.find(exchange)
        return try self.orDrawing(exchange) {
          let file = try PictureFile.read(location)
          return .cacheable(
            (file.type, file.bytes), tag: location.sha256, for: exchange, cache: Self.caching)
        }
      },
      .get("/images/{record}/thumbnail", lane: .pictures) { exchange in
        try self.made(.thumbnail, exchange) { image, _ in
          try EncodedPicture.reduced(image, side: Self.thumbnailSide)
        }
      },
      .get("/images/{record}/overlay", lane: .pictures) { exchange in
        try self.made(.overlay, exchange) { image, record in
          try EncodedPicture.boxed(image, defects: record.defects)
        }
      },
      .get("/images/{record}/difference", lane: .inspecting) { exchange in
        let (record, location) = try self.find(exchange)
        let picture = try self.cache.picture(
          .difference, of: exchange.requireRecord(), sha256: location.sha256,
          file: PictureFile.state(location)
        ) { try self.differences.difference(of: record, at: location) }
        return try self.answer(picture, tag: location.sha256 + "-difference", exchange)
      },
    ]
  }

  private func find(
    _ exchange: Exchange
  ) throws -> (record: InspectionRecord, location: ImageLocation) {
    let number = exchange.requireRecord()
    guard let record = try reader.record(sequence: number),
      let location = try reader.imageLocation(of: number)
    else { throw Refusal(.notFound, "there is no record \(number)") }
    return (record, location)
  }

  private func made(
    _ kind: PictureCache.Kind, _ exchange: Exchange,
    _ make: (Image<UInt8>, InspectionRecord) throws -> EncodedPicture
  ) throws -> Answer {
    let (record, location) = try find(exchange)
    return try orDrawing(exchange) {
      let picture = try cache.picture(
        kind, of: exchange.requireRecord(), sha256: location.sha256,
        file: PictureFile.state(location)
      ) {
        do {
          return try make(try Self.decoded(try PictureFile.read(location).bytes), record)
        } catch is DecodeError {
          throw Refusal(
            .notFound, "the image cannot be decoded; it is shown as it is or not at all")
        }
      }
      return try answer(picture, tag: "\(location.sha256)-\(kind.rawValue)", exchange)
    }
  }

  /// What `answer` answers. Where there is no such picture of the record, and whoever asks wants a drawing
  /// then (`?missing=drawn`, as pages do), the drawing: for a browser each 404 is an error of the page.
  private func orDrawing(_ exchange: Exchange, _ answer: () throws -> Answer) throws -> Answer {
    do {
      return try answer()
    } catch let refusal as Refusal
      where exchange.query["missing"] == "drawn"
      && [.notFound, .gone].contains(refusal.status)
    {
      guard let drawing = PageSet.asset(named: "no-picture.svg") else { throw refusal }
      return .cacheable(
        (drawing.contentType, drawing.bytes), tag: drawing.sha256, for: exchange,
        cache: Self.caching)
    }
  }

  private func answer(
    _ picture: EncodedPicture, tag: String, _ exchange: Exchange
  ) throws -> Answer {
    .cacheable(
      (picture.mediaType.rawValue, picture.bytes), tag: tag, for: exchange, cache: Self.caching)
  }

  /// With 8 bits a sample; of 16 the high byte, as inspection takes it.
  private static func decoded(_ bytes: [UInt8]) throws(DecodeError) -> Image<UInt8> {
    switch try ImageDecoder().decode(bytes) {
    case .bits8(let image): image
    case .bits16(let image):
      Image(
        width: image.width, height: image.height, channels: image.channels,
        samples: image.samples.map { UInt8($0 >> 8) })
    }
  }
}
