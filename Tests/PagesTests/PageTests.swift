import Decision
import Foundation
import Pages
import Testing
import Traceability
import Wording

@Suite struct PageTests {
  @Test(arguments: Language.allCases) func everyPageIsSoundWithAndWithoutRecords(
    _ language: Language
  ) throws {
    for sample in [try SampleStore.filled(), try SampleStore()] {
      for (address, parameters) in everyPage {
        for mayReview in parameters.isEmpty ? [true, false] : [true] {
          let html = try sample.pages.html(
            request(address, parameters, language: language, mayReview: mayReview))
          #expect(flaws(of: html) == [], "\(address) \(parameters)")
          #expect(html.contains("lang=\"\(language.tag)\""))
        }
      }
      for address in [PageAddress.line, .station] {
        let html = try sample.pages.fragment(request(address, language: language))
        #expect(flaws(of: html, isFragment: true) == [], "\(address)")
      }
    }
  }

  @Test func pagesAreOfTheirLanguage() throws {
    let pages = try SampleStore.filled().pages
    let english = try pages.html(request(.line))
    let chinese = try pages.html(request(.line, language: .simplifiedChinese))
    #expect(english.contains("Last verdict") && !english.contains("最近判定"))
    #expect(chinese.contains("最近判定") && !chinese.contains("Last verdict"))
    #expect(chinese.contains("磁盘空间不足"))
    #expect(english.contains("+08:00"))
  }

  @Test func nothingIsLoadedFromElsewhere() throws {
    let pages = try SampleStore.filled().pages
    for (address, parameters) in everyPage {
      let html = try pages.html(request(address, parameters))
      for link in html.matches(of: /(?:src|href|action|data-src)="([^"]*)"/) {
        let target = String(link.output.1)
        #expect(target.hasPrefix("/") && !target.hasPrefix("//") || target.hasPrefix("#"))
        if target.hasPrefix("/assets/") {
          #expect(PageSet.asset(named: String(target.dropFirst(8))) != nil, "\(target)")
        }
      }
    }
    #expect(PageSet.asset(named: "../style.css") == nil)
    #expect(PageSet.asset(named: "style.css")?.sha256.count == 64)
  }

  @Test func aVerdictIsToldByColourWordAndShape() throws {
    for (verdict, word) in [
      (Verdict.pass, "OK"), (.fail, "NG"), (.review, "REVIEW"), (.uninspectable, "NO RESULT"),
    ] {
      let sample = try SampleStore([sampleRecord(119, verdict: verdict)])
      let html = try sample.pages.fragment(request(.line))
      #expect(html.contains("<section class=\"panel \(verdict.rawValue)\""))
      #expect(html.contains("<use href=\"#i-\(verdict.rawValue)\"/></svg><span>\(word)</span>"))
    }
  }

  @Test func theLineTellsWhatCountsNow() throws {
    let html = try SampleStore.filled().pages.fragment(request(.line))
    #expect(html.contains("<p class=\"value\">1.0</p>"))
    #expect(html.contains("The disk is nearly full"))
    #expect(!html.contains("The same picture came again"))
  }

  @Test func aRecordThatThereIsNotIsNotFound() throws {
    let pages = try SampleStore.filled().pages
    #expect(try pages.status(request(.part(record: 120))) == 200)
    #expect(try pages.status(request(.part(record: 121))) == 404)
    #expect(try pages.status(request(.part(record: 0))) == 404)
    #expect(try pages.status(request(.part(record: .min))) == 404)
    #expect(try pages.status(request(.line)) == 200)
    #expect(try SampleStore().pages.status(request(.part(record: 1))) == 404)
  }

  @Test func onlyReviewersGetAForm() throws {
    let pages = try SampleStore.filled().pages
    for address in [PageAddress.review, .part(record: 106)] {
      let allowed = try pages.html(request(address))
      let denied = try pages.html(request(address, mayReview: false))
      #expect(allowed.contains("action=\"/review/decisions\""))
      #expect(allowed.contains("name=\"csrf\" value=\"token\""))
      #expect(!denied.contains("action=\"/review/decisions\""))
    }
  }

  @Test func aSecondOpinionIsNotLedByTheFirst() throws {
    let pages = try SampleStore.filled().pages
    let asked = try pages.html(request(.review, ["show": ["second"]]))
    #expect(asked.contains("name=\"record\" value=\"8\""))
    #expect(!asked.contains("fluff"))
    let who = try pages.html(request(.review, ["show": ["second"]], viewer: "li"))
    #expect(!who.contains("name=\"record\" value=\"8\""))
    // Of the two who did decide, one part, and no agreement.
    #expect(asked.contains("li, wang") && asked.contains("0.0\u{A0}%"))
  }

  @Test func whoeverWorksWithoutAnAccountIsOneReviewer() throws {
    let sample = try SampleStore([sampleRecord(0, verdict: .fail), sampleRecord(1, verdict: .fail)])
    _ = try sample.store.decide(.reject, about: 1, reviewer: Viewer.atThisMachine, reason: "real")
    _ = try sample.store.decide(.reject, about: 2, reviewer: "li", reason: "real")
    var asked = request(.review, ["show": ["second"]], language: .simplifiedChinese)
    asked.viewer = nil
    let html = try sample.pages.html(asked)
    #expect(html.contains("name=\"record\" value=\"2\""))
    #expect(!html.contains("/results/1\""))
    asked.address = .part(record: 1)
    #expect(try sample.pages.html(asked).contains("<bdi>本机</bdi>"))
  }

  @Test func aBatchSaysNothingAboutTheTakt() throws {
    var records = (0..<40).map { sampleRecord($0) }
    let watched = try SampleStore(records).pages.fragment(request(.station))
    #expect(watched.contains("The station keeps up."))
    for index in records.indices {
      records[index].arrivedAt = nil
      records[index].recordedAt = SampleStore.now.addingTimeInterval(Double(index) * 0.001)
    }
    let batch = try SampleStore(records).pages.fragment(request(.station))
    #expect(!batch.contains("keep up") && batch.contains("there is no takt to measure"))
  }

  @Test func momentsOfAShortDriftDiffer() throws {
    var records = (0..<40).map { sampleRecord($0) }
    for index in records.indices {
      records[index].recordedAt = SampleStore.now.addingTimeInterval(Double(index) * 0.5 - 30)
    }
    let html = try SampleStore(records).pages.html(request(.quality))
    let figure = try #require(html.firstRange(of: "id=\"drift-title\""))
    let clocks = html[figure.upperBound...].matches(of: />(\d\d:\d\d:\d\d)</).map {
      String($0.output.1)
    }
    #expect(clocks.count == 4 && Set(clocks).count == 4)
  }

  @Test func recordedSentencesAreSaidInTheLanguageOfThePage() throws {
    var record = sampleRecord(119, verdict: .uninspectable)
    record.reason =
      "the image was refused: the file is empty; check whether it was written completely"
    record.health?.findings = [
      PictureHealth.Finding(
        problem: "focus", severity: "warn",
        sentence: "the picture is blurred: its sharpness is 50 % of the reference's, below 70 %; "
          + "check focus, lens and motion")
    ]
    let sample = try SampleStore([record])
    var entries = StationEntries()
    entries.alarms = [
      StationAlarm(
        date: SampleStore.now, kind: "failsInARow", folder: nil,
        sentence: "3 parts in a row did not pass, the last one: fail, 2 open, 1 short; look at the "
          + "process, the camera and the recipe", state: .raised),
      StationAlarm(
        date: SampleStore.now, kind: "output", folder: nil, sentence: "a sentence of later days",
        state: .raised),
    ]
    _ = try sample.store.append(entries)
    let part = try sample.pages.html(
      request(.part(record: 1), language: .simplifiedChinese))
    #expect(part.contains("图像被拒绝：文件为空") && part.contains("图像模糊：清晰度为标准图像的 50 %"))
    #expect(!part.contains("lang=\"en\"><bdi>"))
    let line = try sample.pages.html(request(.line, language: .simplifiedChinese))
    #expect(line.contains("连续 3 件产品未通过，最后一件：不合格，开路 2 处、短路 1 处；"))
    #expect(line.contains("lang=\"en\"><bdi>a sentence of later days"))
    let english = try sample.pages.html(request(.part(record: 1)))
    #expect(english.contains(record.reason) && english.contains("its sharpness is 50 %"))
  }

  @Test func aReasonThatOnlyCountsTheDefectsIsNotSaidTwice() throws {
    var record = sampleRecord(118, verdict: .fail)
    record.reason = "1 open"
    var near = record
    (near.verdict, near.reason, near.sequence) = (.review, "near the limit: 1 open", nil)
    let pages = try SampleStore([record, near]).pages
    #expect(!(try pages.html(request(.part(record: 1)))).contains("<bdi>1 open"))
    #expect(try pages.html(request(.part(record: 2))).contains("<bdi>near the limit: 1 open"))
  }

  @Test func aPartsPageShowsItsHistoryAndThresholds() throws {
    let html = try SampleStore.filled().pages.html(request(.part(record: 120)))
    #expect(html.contains("href=\"/results/119\" rel=\"prev\"") || html.contains("/results/119"))
    #expect(html.contains("2.5 px"))
    #expect(html.contains("<p class=\"seal good\">"))
    #expect(html.contains("out of focus"))
    #expect(html.contains("/images/120/difference"))
  }

  @Test func olderPagesReachEveryRecordOnce() throws {
    let sample = try SampleStore((0..<120).map { sampleRecord($0, verdict: .fail) })
    var parameters = ["verdict": ["fail"]]
    var seen: [String] = []
    for _ in 0..<9 {
      let html = try sample.pages.html(request(.results, parameters))
      seen += html.matches(of: /<th scope="row"><a href="\/results\/(\d+)"/).map {
        String($0.output.1)
      }
      guard let older = html.firstMatch(of: /rel="next" href="([^"]*)"/) else { break }
      let number = try #require(older.output.1.firstMatch(of: /before=(\d+)/)).output.1
      #expect(older.output.1.contains("verdict=fail"))
      parameters["before"] = [String(number)]
    }
    #expect(seen == (1...120).reversed().map { "\($0)" })
  }

  @Test func everyNumberOfTheQualityPageSaysHowItWasComputed() throws {
    let html = try SampleStore.filled().pages.html(
      request(.quality, ["lower": ["10"], "upper": ["40"]]))
    let figures = html.matches(of: /<section class="figure"/).count
    let numbers = html.matches(of: /<p class="value">/).count
    #expect(figures >= 8 && numbers == 5)
    #expect(html.matches(of: /<details class="how">/).count == figures + numbers)
    #expect(html.contains("Cpk: ") && html.contains("NIST"))
  }
}
