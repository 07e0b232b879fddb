import Testing

@testable import Station

struct TemplateSuffixTests {
  @Test func fileNamesAreTakenApartByBytes() {
    func parts(_ path: String) -> [String] {
      let name = FileName(path)
      return [name.folder, name.stem, name.extension]
    }
    #expect(parts("a/b.c/d_test.JPG") == ["a/b.c/", "d_test", "JPG"])
    #expect(parts("d") == ["", "d", ""])
    #expect(parts("/d.") == ["/", "d", ""])
    #expect(parts(".png") == ["", ".png", ""])
    #expect(parts("a/.hidden.png") == ["a/", ".hidden", "png"])
    #expect(parts("a/\u{301}b.\u{301}png") == ["a/", "\u{301}b", "\u{301}png"])
    #expect(FileName("x.JPeG").isImage)
    #expect(!FileName("x.jpg.txt").isImage)
  }

  @Test func endingsTellImagesFromTemplates() throws {
    let suffix = try TemplateSuffix("_test=_temp")
    #expect(suffix.role(of: "a_test") == .image(stem: "a"))
    #expect(suffix.role(of: "_test") == .image(stem: ""))
    #expect(suffix.role(of: "a_temp") == .template)
    #expect(suffix.role(of: "a_TEST") == .neither)
  }

  @Test func theLongerEndingCountsWhereBothFit() throws {
    let golden = try TemplateSuffix("=_golden")
    #expect(golden.role(of: "a") == .image(stem: "a"))
    #expect(golden.role(of: "a_golden") == .template)
    let plain = try TemplateSuffix("_test=")
    #expect(plain.role(of: "a_test") == .image(stem: "a"))
    #expect(plain.role(of: "a") == .template)
    let nested = try TemplateSuffix("_t=_good_t")
    #expect(nested.role(of: "a_good_t") == .template)
    #expect(nested.role(of: "a_t") == .image(stem: "a"))
  }

  @Test(arguments: ["", "_test", "a=a", "=", "a=b=c", "a=../b"])
  func otherFormsAreRefused(text: String) {
    #expect(throws: JobError.self) { try TemplateSuffix(text) }
  }

  @Test func aTemplateMayHaveAnotherExtension() throws {
    try withFolder { folder in
      let suffix = try TemplateSuffix("_test=_temp")
      func template(_ name: String) -> String {
        suffix.template(of: FileName(folder.path(name)), stem: "a")
      }
      #expect(template("a_test.jpg") == folder.path("a_temp.jpg"))
      try folder.write("", "a_temp.PNG")
      #expect(template("a_test.jpg") == folder.path("a_temp.PNG"))
      try folder.write("", "a_temp.jpg")
      #expect(template("a_test.jpg") == folder.path("a_temp.jpg"))
    }
  }

  @Test func serialNumbersComeFromFileNames() throws {
    func serial(_ pattern: String, _ path: String) throws -> String? {
      try SerialPattern(pattern).serial(of: path)
    }
    #expect(try serial("(\\d+)_test", "17/board-042_test.jpg") == "042")
    #expect(try serial("[A-Z]\\d+", "x/lot_B17.png") == "B17")
    #expect(try serial("\\d{5}", "12345/board.png") == nil)
    #expect(try serial("(\\d*)", "board.png") == nil)
    #expect(try serial("(a)?b", "b.png") == nil)
    #expect(try serial("序号(\\p{Nd}+)", "板/序号0815号.png") == "0815")
    #expect(throws: JobError.self) { try SerialPattern("(") }
  }
}
