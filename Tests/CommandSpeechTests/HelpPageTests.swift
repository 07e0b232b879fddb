import ArgumentParser
import Testing
import Wording

@testable import CommandSpeech

@Suite struct HelpPageTests {
  /// The page that ArgumentParser has for `arguments`, with lines that are not broken.
  private static func page(_ arguments: [String]) -> String {
    do {
      var command = try SampleCommand.parseAsRoot(arguments)
      try command.run()
      return ""
    } catch {
      return SampleCommand.fullMessage(for: error, columns: 1_000_000)
    }
  }

  private static func help(_ arguments: [String], _ language: Language) throws -> HelpPage? {
    let root = try CommandDescription(json: SampleCommand._dumpHelp())
    return HelpPage(page(arguments), of: root, in: Words(language))
  }

  /// What is laid out here is what ArgumentParser lays out: in its own language nothing is different.
  @Test(arguments: [
    [], ["--help"], ["watch", "--help"], ["trace", "-h"], ["help", "trace", "show"],
    ["trace", "s", "--help"], ["help", "help"], ["watch", "--help-hidden"], ["secret", "--help"],
  ])
  func inEnglishItIsThePageOfArgumentParser(_ arguments: [String]) throws {
    let page = Self.page(arguments)
    #expect(page.hasPrefix("OVERVIEW: "))
    let own = try Self.help(arguments, .english)?.text(columns: 1_000_000)
    #expect(own == page)
  }

  @Test func inChineseEverythingIsChinese() throws {
    let expected = """
      概述：监视文件夹，昼夜检测每一张到达的图像。

      每张图像（.png、.jpg、.jpeg）恰好有一条记录，判定在记录写入
      磁盘之后才输出。

      退出代码 0：收到信号后结束；2：用法错误，未作任何检测。

      用法：sample watch [<选项>] <dir> [<more> ...]

      参数：
        <dir>                   要监视的文件夹。
        <more>                  其余文件夹。

      选项：
        --serve [<host:port>]   同时在此地址提供看板。（只写选项名
                                时：127.0.0.1:8080）
        --webhook-for-verdicts <url>
                                用 POST 将每条判定发送到该地址，直
                                到对方接收为止。
        -j, --jobs <jobs>       工作线程数。（默认值：4）
              不超过处理器的内核数。
        --after <after>         检测之后如何处置。（可选值：keep、
                                move、delete；默认值：keep）
        --level <level>         级别。（可选值：one、two、three、
                                four、five、six）
        --form <form>           输出的形式。（默认值：table）
              table             - 对齐的列。
              json              - 每行一个对象。
        --serial <serial>       序列号。
        --limit <limit>         （默认值：100）
        -d, --dry-run           只显示将要做的事。
        -q, --quiet
        --color/--no-color      彩色输出。（默认值：--color）
        -l, --left/-r, --right  哪一侧。
        --version               显示版本号。
        -h, --help              显示帮助信息。

      """
    let page = try Self.help(["watch", "--help"], .simplifiedChinese)?.text(columns: 60)
    #expect(page == expected)
  }

  @Test func subcommandsAreListedAndSoIsWhereTheirHelpIs() throws {
    let expected = """
      概述：查询检测记录。

      用法：sample trace <子命令>

      选项：
        --version               显示版本号。
        -h, --help              显示帮助信息。

      子命令：
        list（默认）            列出记录。
        show, s                 显示一条记录。

        各子命令的详细说明见 'sample help trace <子命令>'。
      """
    let page = try Self.help(["trace", "--help"], .simplifiedChinese)?.text(columns: 80)
    #expect(page == expected)
  }

  @Test func hiddenOptionsAreShownWhereTheyAreAskedFor() throws {
    let page = try #require(try Self.help(["watch", "--help-hidden"], .simplifiedChinese))
    #expect(page.text(columns: 80).contains("\n  --hidden <hidden>\n"))
    #expect(!page.text(columns: 80).contains("--unnamed"))
    let root = try #require(try Self.help(["--help"], .simplifiedChinese))
    #expect(!root.text(columns: 80).contains("secret"))
  }

  @Test(arguments: [20, 40, 60, 80, 120])
  func linesAreAsWideAsTheTerminal(_ columns: Int) throws {
    for arguments in [["--help"], ["watch", "--help"], ["trace", "show", "--help"]] {
      let page = try #require(try Self.help(arguments, .simplifiedChinese))
      for line in page.text(columns: columns).split(separator: "\n") {
        let isSingle = LineBreaks.pieces(of: line.drop { $0 == " " }).count == 1
        let isLabel = line.hasPrefix("  --webhook-for-verdicts <url>")
        #expect(line.displayWidth <= max(40, columns) || isSingle || isLabel, "\(line)")
      }
    }
  }

  @Test func whatIsNoHelpIsNoPage() throws {
    let root = try CommandDescription(json: SampleCommand._dumpHelp())
    for text in [
      "", "1.2.3", "OVERVIEW: ", "USAGE: other command", "USAGE: samples", "#compdef sample",
      Self.page(["--version"]), Self.page(["--experimental-dump-help"]),
      Self.page(["watch", "--jobz"]),
    ] {
      #expect(HelpPage(text, of: root, in: Words(.simplifiedChinese)) == nil, "\(text)")
    }
    #expect(throws: (any Error).self) { try CommandDescription(json: "{}") }
  }
}
