import Foundation
import Testing

@testable import Station

struct JobCollectionTests {
  private func collect(
    _ folder: TestFolder, _ names: [String] = [""], rule: TemplateRule = .file("")
  ) throws -> [InspectionJob] {
    var rule = rule
    if rule == .file("") {
      try folder.write("", ".template")
      rule = .file(folder.path(".template"))
    }
    return try JobCollection(paths: names.map(folder.path), rule: rule).jobs
  }

  private func names(_ jobs: [InspectionJob], in folder: TestFolder) -> [String] {
    jobs.map { String($0.imagePath.dropFirst(folder.path.count + 1)) }
  }

  @Test func foldersAreWalkedInTheOrderOfNames() throws {
    try withFolder { folder in
      for name in [
        "b.png", "a/2.JPG", "a/10.jpeg", "a/z/1.Png", "c.txt", ".hidden.png", ".git/x.png", "d",
        "B.png", "a.b.png", "png",
      ] {
        try folder.write("", name)
      }
      #expect(
        names(try collect(folder), in: folder)
          == ["B.png", "a/10.jpeg", "a/2.JPG", "a/z/1.Png", "a.b.png", "b.png"])
    }
  }

  @Test func linksAreFollowedAndCirclesEnd() throws {
    try withFolder { folder in
      try folder.write("", "a/1.png")
      try folder.link("a/up", to: "..")
      try folder.link("a/self.png", to: ".")
      try folder.link("b", to: "a")
      try folder.link("c.png", to: "a/1.png")
      try folder.link("gone.png", to: "nowhere")
      #expect(
        names(try collect(folder), in: folder) == ["a/1.png", "c.png", "gone.png"])
    }
  }

  @Test func aFolderMayHaveAnImagesName() throws {
    try withFolder { folder in
      try folder.write("", "x.png/1.png")
      try folder.write("", "x.png/y.jpg/2.png")
      #expect(
        names(try collect(folder), in: folder) == ["x.png/1.png", "x.png/y.jpg/2.png"])
    }
  }

  @Test func whatIsNamedTwiceIsInspectedOnce() throws {
    try withFolder { folder in
      try folder.write("", "a/1.png")
      try folder.write("", "a/b/2.png")
      let jobs = try collect(folder, ["a/b", "a", "a/./1.png", "a//b/2.png", "a"])
      #expect(names(jobs, in: folder) == ["a/b/2.png", "a/1.png"])
    }
  }

  @Test func namesThatOnlyLookTheSameAreTwoFiles() throws {
    try withFolder { folder in
      try folder.write("", "\u{e9}.png")
      try folder.write("", "e\u{301}.png")
      let jobs = try collect(folder, ["\u{e9}.png", "e\u{301}.png"])
      #expect(jobs.count == 2)
      #expect(try collect(folder).count == 2)
    }
  }

  @Test func namesThatAreNotTextAreReported() throws {
    try withFolder { folder in
      let path = Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xff]
      for ending in [".png", ".txt"] {
        let name = (path + Array(ending.utf8) + [0]).map { CChar(bitPattern: $0) }
        close(open(name, O_CREAT | O_WRONLY, 0o600))
      }
      let jobs = try collect(folder)
      #expect(jobs.map(\.obstacle) == ["the name of the file is not UTF-8; rename it"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may list every folder"))
  func aFolderThatCannotBeListedIsReported() throws {
    try withFolder { folder in
      try folder.write("", "a/1.png")
      chmod(folder.path("a"), 0)
      defer { chmod(folder.path("a"), 0o700) }
      let jobs = try collect(folder)
      #expect(jobs.map(\.imagePath) == [folder.path("a")])
      #expect(jobs[0].obstacle?.contains("cannot be listed") == true)
    }
  }

  @Test func templatesAreNotInspected() throws {
    try withFolder { folder in
      for name in ["a_test.png", "a_temp.png", "b_test.jpg", "c.png", "d_temp.png"] {
        try folder.write("", name)
      }
      let rule = TemplateRule.suffix(try TemplateSuffix("_test=_temp"))
      let jobs = try collect(folder, rule: rule)
      #expect(names(jobs, in: folder) == ["a_test.png", "b_test.jpg", "c.png"])
      #expect(
        jobs.map(\.templatePath) == [
          folder.path("a_temp.png"), folder.path("b_temp.jpg"), nil,
        ])
      #expect(jobs[0].obstacle == nil && jobs[1].obstacle == nil)
      #expect(jobs[2].obstacle?.contains("ends neither in _test nor in _temp") == true)
      // As a shell names them for *.png.
      let named = try collect(folder, ["a_temp.png", "a_test.png"], rule: rule)
      #expect(names(named, in: folder) == ["a_test.png"])
    }
  }

  @Test func nothingToInspectIsAnError() throws {
    try withFolder { folder in
      try folder.write("", "a_temp.png")
      let rule = TemplateRule.suffix(try TemplateSuffix("_test=_temp"))
      #expect(throws: JobError.noImages(paths: [folder.path("")], templates: 1)) {
        try collect(folder, rule: rule)
      }
      #expect(
        throws: JobError.unreachable(
          path: folder.path("b.png"), cause: "No such file or directory")
      ) {
        try collect(folder, ["a_temp.png", "b.png"], rule: rule)
      }
    }
  }

  @Test func theTemplateForAllMustBeAFile() throws {
    try withFolder { folder in
      try folder.write("", "a.png")
      let problems: [(String, FileProblem)] = [
        ("none.png", .unreachable("No such file or directory")), ("", .notAFile),
      ]
      for (name, problem) in problems {
        let path = folder.path(name)
        #expect(throws: JobError.badTemplate(path: path, problem)) {
          try collect(folder, rule: .file(path))
        }
      }
    }
  }
}
