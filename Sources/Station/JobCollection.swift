import Foundation

/// The jobs of one run, in the order in which they are to be reported.
public struct JobCollection: Sendable, Equatable {
  /// The jobs.
  public private(set) var jobs: [InspectionJob] = []
  /// What somebody should know about how they were found, a sentence each.
  public private(set) var notes: [String] = []

  /// The images at `paths`: the files named there, and the images in the folders named there and
  /// below. What is named twice, or lies in a folder that is named too, is inspected once;
  /// templates (by `rule`) are not inspected.
  ///
  /// Which parts they show is found by `parts`, or by `serials` in the names alone.
  ///
  /// Throws where one of the paths leads nowhere or none to an image, and where the one template for
  /// all images is no file.
  public init(
    paths: [String], rule: TemplateRule, serials: SerialPattern? = nil,
    parts: PartIdentifier? = nil
  ) throws(JobError) {
    let parts = parts ?? PartIdentifier(serials: serials)
    if case .file(let template) = rule { try Self.checkTemplate(template) }
    var walk = FolderWalk()
    var seen: Set<[UInt8]> = []
    var templates = 0
    for path in paths {
      func add(_ finding: FolderWalk.Finding) {
        switch finding {
        case .unreachable(let path, let problem):
          jobs.append(InspectionJob(imagePath: path, obstacle: "\(problem)"))
        case .image(let path):
          guard seen.insert(Self.identity(path)).inserted else { return }
          if let job = Self.job(path, rule, parts) {
            jobs.append(job)
          } else {
            templates += 1
          }
        }
      }
      switch FileKind(of: path) {
      case .folder: walk.walk(path, add)
      case .unreachable(let code):
        throw .unreachable(path: path, cause: String(cString: strerror(code)))
      default: add(.image(path: path))
      }
    }
    guard !jobs.isEmpty else { throw .noImages(paths: paths, templates: templates) }
  }

  /// The images in the rows of the list at `list`, however often a file occurs there. A row without
  /// a template is compared with `template`; where the recipe does not need templates, those in the
  /// list are passed over.
  ///
  /// Throws where the list cannot be used or `template` is no file.
  public init(
    list: String, template: String? = nil, serials: SerialPattern? = nil,
    parts: PartIdentifier? = nil, needsTemplates: Bool = true
  ) throws(JobError) {
    let parts = parts ?? PartIdentifier(serials: serials)
    if let template { try Self.checkTemplate(template) }
    let table: JobTable
    do throws(ListProblem) {
      table = try JobTable(path: list)
      if needsTemplates, !table.hasTemplates, template == nil { throw .noTemplates }
    } catch {
      throw .list(path: list, error)
    }
    let ignored = table.ignoredColumns + (table.hasTemplates && !needsTemplates ? ["template"] : [])
    if !ignored.isEmpty {
      let names = ignored.map { "'\(oneLine($0))'" }.joined(separator: ", ")
      notes.append("columns of \(oneLine(list)) that are not used: \(names)")
    }
    jobs = table.rows.map { row in
      var job = row
      parts.identify(&job)
      job.templatePath = needsTemplates ? row.templatePath ?? template : nil
      if needsTemplates, job.templatePath == nil {
        job.obstacle = "the list names no template for the image"
      }
      return job
    }
  }

  /// A wrong name would make every image uninspectable, one after the other.
  private static func checkTemplate(_ path: String) throws(JobError) {
    switch FileKind(of: path) {
    case .file: return
    case .unreachable(let code):
      throw .badTemplate(path: path, .unreachable(String(cString: strerror(code))))
    case .folder, .pipe, .socket, .device:
      throw .badTemplate(path: path, .notAFile)
    }
  }

  /// The job of inspecting the file at `path`; `nil` for a template.
  private static func job(
    _ path: String, _ rule: TemplateRule, _ parts: PartIdentifier
  ) -> InspectionJob? {
    var job = InspectionJob(imagePath: path)
    parts.identify(&job)
    switch rule {
    case .unneeded: break
    case .file(let template):
      // The good part is no part to inspect, and compared with itself it would always pass.
      guard !FileKind.areSameFile(path, template) else { return nil }
      job.templatePath = template
    case .suffix(let suffix):
      let name = FileName(path)
      switch suffix.role(of: name.stem) {
      case .image(let stem): job.templatePath = suffix.template(of: name, stem: stem)
      case .template: return nil
      case .neither:
        job.obstacle =
          "the file's name ends neither in \(oneLine(suffix.image)) nor in "
          + "\(oneLine(suffix.template)) before its extension, so that no template belongs to it"
      }
    }
    return job
  }

  /// The same for a path that is written in two ways. Not a `String`, for which names that look
  /// the same are equal even where their bytes, and the files, differ.
  private static func identity(_ path: String) -> [UInt8] {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let full = isAbsolute ? path : FileManager.default.currentDirectoryPath + "/" + path
    return Array(
      full.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        .joined(separator: [UInt8(ascii: "/")]))
  }
}
