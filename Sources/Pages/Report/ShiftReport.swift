import Codecs
import Foundation
import Pixels
import Reporting
import Traceability
import Wording

/// The report of a shift, a period or a lot as one file that loads nothing and prints well on A4: yield,
/// defects by class, charts, the worst parts with their pictures, alarms, and a line to sign on.
public struct ShiftReport: Sendable {
  private let records: RecordReader
  private let settings: PageSettings
  private let span: ReportSpan
  private let language: Language
  private let moment: Date

  /// The report of the records of `lot` from `since` until before `until`; `nil` does not restrict, but
  /// without lot and times it is of the shift of `moment`, which is also when it is said to be made.
  public init(
    records: RecordReader, settings: PageSettings, since: Date? = nil, until: Date? = nil,
    lot: String? = nil, language: Language = .standard, at moment: Date = Date()
  ) {
    (self.records, self.settings) = (records, settings)
    (self.language, self.moment) = (language, moment)
    span = ReportSpan(
      since: since == nil && until == nil && lot == nil
        ? settings.shifts.begin(of: moment) : since, until: until, lot: lot)
  }

  /// The whole file.
  ///
  /// - Throws: what is wrong with the records file. A picture that cannot be read is left out.
  public func html() throws -> String {
    let say = RecordWords(Words(language), settings)
    let content = try ReportContent(span, records, settings, say, at: moment) { record in
      try picture(of: record)
    }
    return PageTemplates.shared.render(
      ReportFile(
        words: say.words.texts, language: language.tag, title: content.title,
        sheet: PageAsset.text("style.css") + PageAsset.text("print.css"),
        software: settings.software, content: content), "report-file")
  }

  /// Writes the file to `path`, whole or not at all.
  ///
  /// - Throws: what is wrong with the records file, or why the file cannot be written.
  public func write(to path: String) throws { try OutputFile.writePage(try html(), to: path) }

  /// The image that was inspected, reduced, where it is still to be found.
  private func picture(of record: InspectionRecord) throws -> String? {
    guard let sequence = record.sequence,
      let location = try records.imageLocation(of: sequence)
    else { return nil }
    for place in location.paths {
      var bytes: [UInt8] = []
      do {
        try ImageFile.read(String(decoding: place, as: UTF8.self), into: &bytes)
        guard SHA256Hex.of(bytes) == location.sha256 else { continue }
        let pictures = try PartPictures.make(
          image: Self.eightBit(try ImageDecoder().decode(bytes)), reference: nil, defects: [],
          options: Self.pictureOptions)
        return pictures.overview.dataURL
      } catch {
        // It was moved, deleted or cannot be decoded: the report says that there is none.
        continue
      }
    }
    return nil
  }

  private static func eightBit(_ image: DecodedImage) -> Image<UInt8> {
    switch image {
    case .bits8(let image): image
    case .bits16(let image):
      Image(
        width: image.width, height: image.height, channels: image.channels,
        samples: image.samples.map { UInt8($0 >> 8) })
    }
  }

  private static var pictureOptions: PictureOptions {
    var options = PictureOptions()
    options.overviewSide = 480
    return options
  }
}

/// What stands around the report in a file of its own.
struct ReportFile: Sendable {
  let words: [String: String]
  let language: String
  let title: String
  let sheet: String
  let symbols = VerdictMark.symbols
  let software: String
  let content: ReportContent
}
