import Decision

/// Every fixed word of the HTML report, so that a translation is one more value of this type.
///
/// Where a text has `{0}`, `{1}`…, values are put there. Texts are escaped when they are used and
/// may hold any character.
public struct ReportWords: Sendable {
  /// The English words.
  public static let english = ReportWords()

  /// BCP 47 tag of the language, for hyphenation, fonts and screen readers.
  var language = "en"
  var groupingSeparator = ","

  var title = "Inspection report"
  var lotTitle = "Lot {0}"
  var recipe = "Recipe"
  var version = "version {0}"
  var lot = "Lot"
  var station = "Station"
  var operatorName = "Operator"
  var started = "Started"
  var duration = "Duration"
  var rate = "Rate"
  var ratePerSecond = "{0} images/s"
  var hours = "{0} h {1} min"
  var minutes = "{0} min {1} s"
  var seconds = "{0} s"
  var software = "Software"
  var interrupted =
    "This run was stopped before its end. The report holds the {0} images inspected until then."
  var changedParameters = "Parameters that differ from the recipe file"
  var parameter = "Parameter"
  var value = "Value"
  var recipeValue = "In the recipe"

  var totals = "Totals"
  var yield = "Yield"
  var yieldDetail = "{0} of {1} images passed"
  var noImages = "No images were inspected"
  var pass = "Pass"
  var fail = "Fail"
  var review = "Review"
  var uninspectable = "Uninspectable"
  var passMeaning = "no defect found"
  var failMeaning = "at least one defect"
  var reviewMeaning = "too near a limit to call"
  var uninspectableMeaning = "no answer was possible"

  var pareto = "Defects by class"
  var paretoDetail = "{0} defects on {1} images. Bars count defects; the line adds them up."
  var noDefects = "No defects were found."
  var defectClass = "Class"
  var defects = "Defects"
  var images = "Images"
  var share = "Share"
  var cumulative = "Cumulative"
  var otherClasses = "{0} more"

  var find = "Find"
  var verdict = "Verdict"
  var allClasses = "All classes"
  var searchFor = "File, serial or lot"
  var reset = "Reset"
  var shown = "{0} of {1} images"
  var showBoxes = "Show boxes"
  var noMatch = "No image matches. Change the filter or reset it."

  var allImages = "All images"
  var record = "Record"
  var image = "Image"
  var serial = "Serial"
  var time = "Time"

  var details = "Images to look at"
  var nothingToLookAt = "Every image passed; there is nothing to look at."
  var reason = "Reason"
  var picture = "Picture of {0}, {1} defects marked"
  var found = "Found"
  var reference = "Reference"
  var foundPicture = "Defect {0} magnified"
  var referencePicture = "The same region of the reference"
  var reduced = "Shown at 1/{0} of {1} × {2} px"
  var fullSize = "{0} × {1} px"
  var confidence = "Confidence"
  var area = "Area"
  var areaValue = "{0} px²"
  var box = "Box"
  var notMagnified = "{0} of {1} defects are magnified. The others:"
  var notListed = "{0} more defects are in the records and in results.jsonl."
  var noPicture = "There is no picture of this image in the report."
  var budgetSpent =
    "The report has taken in as many pictures as a browser shows fluently. This image: {0}"
  var template = "Template"
  var timing = "Timing"
  var milliseconds = "{0} ms"
  var unreadable = "could not be read"
  var backToList = "To the list"

  /// How a class is called where its name in records is not good enough, by that name.
  var classNames: [String: String] = [:]

  func name(of verdict: Verdict) -> String {
    switch verdict {
    case .pass: pass
    case .fail: fail
    case .review: review
    case .uninspectable: uninspectable
    }
  }

  func meaning(of verdict: Verdict) -> String {
    switch verdict {
    case .pass: passMeaning
    case .fail: failMeaning
    case .review: reviewMeaning
    case .uninspectable: uninspectableMeaning
    }
  }

  func name(of defectClass: DefectClass) -> String {
    classNames[defectClass.rawValue] ?? defectClass.rawValue
  }

  /// `number` with its thousands separated.
  func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(contentsOf: groupingSeparator, at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// A share of the whole in percent, with one decimal. What is not all is never called 100.0 %.
  public func percent(_ share: Double) -> String {
    let rounded = fixedPoint(share * 100, places: 1) ?? "–"
    return (rounded == "100.0" && share < 1 ? "99.9" : rounded) + " %"
  }

  /// `text` with `values` in place of `{0}`, `{1}`…
  static func fill(_ text: String, _ values: String...) -> String {
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      out += rest[..<start]
      let index = Int(rest[rest.index(after: start)..<end])
      precondition(index.map(values.indices.contains) ?? false, "no value for a place in \(text)")
      if let index { out += values[index] }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}
