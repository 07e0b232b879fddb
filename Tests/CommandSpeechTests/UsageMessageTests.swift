import ArgumentParser
import Testing
import Wording

@testable import CommandSpeech

/// What ArgumentParser says is made by itself, so that a version of it that says it in other words fails
/// here.
@Suite struct UsageMessageTests {
  @Test(arguments: [
    (["watch", "d", "--zzzzzzzz"], "未知选项 '--zzzzzzzz'"),
    (["watch", "d", "--jobz", "3"], "未知选项 '--jobz'；是否应为 '--jobs'？"),
    (["watch", "d", "-x"], "未知选项 '-x'"), (["watch", "d", "-é"], "未知选项 '-é'"),
    (["watch", "d", "--serial"], "'--serial <serial>' 缺少值"),
    (["watch", "d", "--hidden"], "'--hidden' 缺少值"),
    (["watch", "d", "-qj"], "未知选项 '-qj'\n   或：'-qj' 中的 '-j <jobs>' 缺少值"),
    (["watch", "d", "--dry-run=yes"], "选项 '--dry-run' 不带值，但给出了 'yes'"),
    (["nothing"], "无法识别的参数 'nothing'"), (["trace", "list", "a b"], "无法识别的参数 'a b'"),
    (["trace", "list", "a", "b", "c"], "3 个无法识别的参数：'a'、'b'、'c'"),
    (["watch", "d", "--left", "--right"], "'--right' 与前面的 '--left' 不能同时使用"),
    (["watch", "d", "-lr"], "'-lr' 中的 'r' 与前面的 '-lr' 中的 'l' 不能同时使用"),
    (["watch"], "缺少必需的参数 '<dir>'"), (["trace", "show", "--left"], "缺少必需的参数 '<sequence>'"),
    (["trace", "show", "3"], "缺少以下参数之一：'--left'、'--right'"),
    (["watch", "d", "--jobs", "x"], "'--jobs <jobs>' 的值 'x' 无效"),
    (["trace", "show", "x"], "'<sequence>' 的值 'x' 无效"),
    (
      ["watch", "d", "--jobs", "it's invalid for 'x'"],
      "'--jobs <jobs>' 的值 'it's invalid for 'x'' 无效"
    ),
    (["watch", "d", "--serial", ""], "'--serial <serial>' 的值 '' 无效：不能为空"),
    (
      ["watch", "d", "--after", "burn"],
      "'--after <after>' 的值 'burn' 无效；可选值：'keep'、'move'、'delete'"
    ),
    (["watch", "d", "--form", "xml"], "'--form <form>' 的值 'xml' 无效；可选值：'table'、'json'"),
    (
      ["watch", "d", "--level", "ten"],
      "'--level <level>' 的值 'ten' 无效；可选值：\n  - one\n  - two\n  - three\n  - four\n  - five\n  - six"
    ),
    (["watch", "d", "--hidden", "x"], "'--hidden' 的值 'x' 无效"),
    (["watch", "d", "---x"], "无效的选项：---x"),
    (
      ["--generate-completion-script", "tea"],
      "无法生成 'tea' 的补全脚本。\n请使用 --generate-completion-script=<shell>，可选：\n    zsh bash fish"
    ),
    // What commands say is theirs.
    (["watch", "d", "--jobs", "0"], "--jobs 为 0；应为 1 或以上"),
  ])
  func whatIsWrongIsSaidInChinese(_ arguments: [String], _ expected: String) throws {
    let error = try #require(throws: (any Error).self) {
      try SampleCommand.parseAsRoot(arguments)
    }
    let message = SampleCommand.message(for: error)
    #expect(ParserSentence.message(message, in: Words(.simplifiedChinese)) == expected)
    let text = UsageMessage.text(
      SampleCommand.fullMessage(for: error), message: message, in: Words(.simplifiedChinese))
    #expect(text.hasPrefix("错误：" + expected + "\n"), "\(text)")
    #expect(text.contains("\n用法：sample "), "\(text)")
    #expect(!text.contains(/Error|Help|Usage|See|<options>|<subcommand>/), "\(text)")
  }

  /// What ArgumentParser says of errors that it should not have, or that this tree of commands cannot
  /// bring about.
  @Test(arguments: [
    (
      "Internal error. Parsing command-line arguments hit unimplemented code path.",
      "内部错误：解析命令行参数时遇到尚未实现的情形"
    ),
    (
      "Internal error. Invalid state while parsing command-line arguments.",
      "内部错误：解析命令行参数时状态无效"
    ),
    ("Missing required subcommand.", "缺少必需的子命令"),
    ("Command 'a' is not a parent of the current command.", "命令 'a' 不是当前命令的上级命令"),
    ("The value 'x' is invalid.", "值 'x' 无效"),
    ("The value 'x' is invalid.: 不能为空", "值 'x' 无效：不能为空"),
    (
      "The value 'x' is invalid for '<a>'. Please provide one of 'b' and 'c'.",
      "'<a>' 的值 'x' 无效；可选值：'b'、'c'"
    ),
    (
      "No value set for non-argument var a. Replace with a static variable, or let constant.",
      "内部错误：非参数变量 a 没有值；应改为静态变量或 let 常量"
    ),
    (
      "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n"
        + "    zsh bash fish",
      "无法自动识别所用的 shell。\n请使用 --generate-completion-script=<shell>，可选：\n    zsh bash fish"
    ),
    ("Something else.", "Something else."), ("", ""),
  ])
  func rareSentencesAreKnownAndOthersStay(_ english: String, _ chinese: String) {
    #expect(ParserSentence.message(english, in: Words(.simplifiedChinese)) == chinese)
  }

  @Test func helpOfTheOptionAndUsageFollow() throws {
    let error = try #require(throws: (any Error).self) {
      try SampleCommand.parseAsRoot(["watch", "d", "--after", "burn"])
    }
    let text = UsageMessage.text(
      SampleCommand.fullMessage(for: error), message: SampleCommand.message(for: error),
      in: Words(.simplifiedChinese))
    #expect(
      text == """
        错误：'--after <after>' 的值 'burn' 无效；可选值：'keep'、'move'、'delete'
        说明：--after <after>  检测之后如何处置。
        用法：sample watch [<选项>] <dir> [<more> ...]
          更多说明见 'sample watch --help'。
        """)
  }

  @Test func anotherFormOfMessageStaysAsItIs() {
    let words = Words(.simplifiedChinese)
    #expect(UsageMessage.text("Failure: a\nb", message: "a", in: words) == "Failure: a\nb")
    #expect(UsageMessage.text("", message: "", in: words) == "")
  }

  @Test func whatIsSaidInTheUsersWordsIsNoUsage() {
    // The error's own lines are not taken for those below it.
    let words = Words(.simplifiedChinese)
    let message = "Unexpected argument 'a\nUsage: b'"
    #expect(
      UsageMessage.text("Error: \(message)\nUsage: c", message: message, in: words)
        == "错误：无法识别的参数 'a\nUsage: b'\n用法：c")
  }
}
