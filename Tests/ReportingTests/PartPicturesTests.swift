import Codecs
import Decision
import Pixels
import Testing

@testable import Reporting

private func decoded(_ picture: EncodedPicture) throws -> DecodedImage {
  try ImageDecoder().decode(picture.bytes)
}

private func defect(_ box: PixelBox, confidence: Double = 0.9) -> Defect {
  Defect(defectClass: .spur, confidence: confidence, area: 10, box: box)
}

@Test func reductionAveragesSquaresAndDropsAlpha() {
  let gray = Image<UInt8>(width: 3, height: 2, samples: [1, 2, 10, 3, 5, 20])
  #expect(gray.reduced(by: 2).samples == [3, 15])
  let rgba = Image<UInt8>(
    width: 2, height: 1, channels: 4, samples: [10, 20, 30, 255, 20, 40, 60, 0])
  #expect(rgba.reduced(by: 1).samples == [10, 20, 30, 20, 40, 60])
  #expect(rgba.reduced(by: 2).samples == [15, 30, 45])
  let grayAlpha = Image<UInt8>(width: 1, height: 1, channels: 2, samples: [7, 0])
  #expect(grayAlpha.reduced(by: 1) == Image(width: 1, height: 1, samples: [7]))
}

@Test func overviewIsReducedByAWholeNumber() throws {
  let image = Image<UInt8>(width: 1300, height: 701, channels: 3)
  let pictures = try PartPictures.make(image: image, reference: nil, defects: [])
  #expect(pictures.reduction == 3)
  #expect(pictures.imageSize == image.size)
  #expect(pictures.overview.size == PixelSize(width: 434, height: 234))
  let back = try decoded(pictures.overview)
  #expect(back.size == pictures.overview.size)
  #expect(back.channels == 3)
}

@Test func closeUpsShowTheSameRegionOfBothImages() throws {
  var image = Image<UInt8>(width: 200, height: 150)
  image[50, 60] = 255
  let reference = Image<UInt8>(width: 200, height: 150)
  let box = PixelBox(x1: 40, y1: 55, x2: 60, y2: 65)
  let pictures = try PartPictures.make(image: image, reference: reference, defects: [defect(box)])
  let detail = try #require(pictures.details.first)
  #expect(detail.region == PixelBox(x1: 26, y1: 36, x2: 74, y2: 84))
  #expect(try decoded(detail.found).size == PixelSize(width: 48, height: 48))
  let counterpart = try #require(detail.reference)
  #expect(try decoded(counterpart).size == PixelSize(width: 48, height: 48))
  #expect(counterpart.mediaType == .png, "a plain region is smaller as PNG")
}

@Test func referenceOfAnotherSizeIsLeftOut() throws {
  let pictures = try PartPictures.make(
    image: Image(width: 100, height: 100), reference: Image(width: 99, height: 100),
    defects: [defect(PixelBox(x1: 0, y1: 0, x2: 9, y2: 9))])
  #expect(pictures.details.count == 1)
  #expect(pictures.details[0].reference == nil)
}

@Test(arguments: [
  (PixelBox(x1: 0, y1: 0, x2: 10, y2: 10), PixelBox(x1: 0, y1: 0, x2: 48, y2: 48)),
  (PixelBox(x1: 295, y1: 90, x2: 300, y2: 100), PixelBox(x1: 252, y1: 52, x2: 300, y2: 100)),
  (PixelBox(x1: 100, y1: 40, x2: 140, y2: 60), PixelBox(x1: 90, y1: 20, x2: 150, y2: 80)),
  (PixelBox(x1: 0, y1: 0, x2: 300, y2: 100), PixelBox(x1: 0, y1: 0, x2: 300, y2: 100)),
  (PixelBox(x1: 900, y1: 900, x2: 910, y2: 910), PixelBox(x1: 252, y1: 52, x2: 300, y2: 100)),
])
func regionLiesInTheImage(box: PixelBox, region: PixelBox) {
  #expect(
    PartPictures.region(
      around: box, in: PixelSize(width: 300, height: 100), options: PictureOptions()) == region)
}

@Test func largeCloseUpIsReduced() throws {
  let pictures = try PartPictures.make(
    image: Image(width: 900, height: 900), reference: nil,
    defects: [defect(PixelBox(x1: 100, y1: 100, x2: 500, y2: 120))])
  #expect(pictures.details[0].region.width == 600)
  #expect(pictures.details[0].found.size == PixelSize(width: 150, height: 150))
}

@Test func onlyTheMostConfidentDefectsAreMagnified() throws {
  let defects = (0..<30).map {
    defect(PixelBox(x1: $0, y1: 0, x2: $0 + 5, y2: 5), confidence: Double($0 % 10) / 10)
  }
  let pictures = try PartPictures.make(
    image: Image(width: 100, height: 60), reference: nil, defects: defects)
  #expect(pictures.details.map(\.defectIndex) == (0..<30).filter { $0 % 10 > 1 })
}

@Test func imageOfNoPixelsIsRefused() {
  #expect(throws: EncodeError.empty) {
    try PartPictures.make(image: Image(), reference: nil, defects: [])
  }
}
