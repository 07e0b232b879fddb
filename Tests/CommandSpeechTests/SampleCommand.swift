import ArgumentParser

/// A tree of commands with everything that help and wrong usage can be about.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "机器视觉质量检测。", version: "1.2.3",
    subcommands: [Watch.self, Trace.self, Secret.self])

  struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "监视文件夹，昼夜检测每一张到达的图像。",
      discussion: """
        每张图像（.png、.jpg、.jpeg）恰好有一条记录，判定在记录写入磁盘之后才输出。

        退出代码 0：收到信号后结束；2：用法错误，未作任何检测。
        """)

    @Argument(help: ArgumentHelp("要监视的文件夹。", valueName: "dir"))
    var folder: String

    @Argument(help: "其余文件夹。")
    var more: [String] = []

    @Option(
      defaultAsFlag: "127.0.0.1:8080",
      help: ArgumentHelp("同时在此地址提供看板。", valueName: "host:port"))
    var serve: String?

    @Option(help: ArgumentHelp("用 POST 将每条判定发送到该地址，直到对方接收为止。", valueName: "url"))
    var webhookForVerdicts: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("工作线程数。", discussion: "不超过处理器的内核数。"))
    var jobs = 4

    @Option(help: "检测之后如何处置。")
    var after = After.keep

    @Option(help: "级别。")
    var level: Level?

    @Option(help: "输出的形式。")
    var form = Form.table

    @Option(help: "序列号。", transform: Self.serial)
    var serial: String?

    @Option
    var limit = 100

    @Flag(name: .shortAndLong, help: "只显示将要做的事。")
    var dryRun = false

    @Flag(name: .shortAndLong)
    var quiet = false

    @Flag(inversion: .prefixedNo, help: "彩色输出。")
    var color = true

    @Flag(exclusivity: .exclusive, help: "哪一侧。")
    var side: Side?

    @Option(help: .hidden)
    var hidden: Int?

    @Option(help: .private)
    var unnamed: Int?

    func validate() throws {
      if jobs < 1 { throw ValidationError("--jobs 为 \(jobs)；应为 1 或以上") }
    }

    private static func serial(_ text: String) throws -> String {
      guard !text.isEmpty else { throw ValidationError("不能为空") }
      return text
    }
  }

  struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "查询检测记录。", subcommands: [List.self, Show.self],
      defaultSubcommand: List.self)
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出记录。")
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "显示一条记录。", aliases: ["s"])

    @Argument var sequence: Int

    @Flag(help: "哪一侧。")
    var side: Side
  }

  struct Secret: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "不在帮助中。", shouldDisplay: false)
  }

  enum After: String, CaseIterable, ExpressibleByArgument { case keep, move, delete }
  enum Level: String, CaseIterable, ExpressibleByArgument {
    case one, two, three, four, five, six
  }
  enum Side: String, EnumerableFlag {
    case left, right

    static func name(for value: Side) -> NameSpecification {
      value == .left ? [.customShort("l"), .long] : [.customShort("r"), .long]
    }
  }
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case table, json

    var defaultValueDescription: String {
      switch self {
      case .table: "对齐的列。"
      case .json: "每行一个对象。"
      }
    }
  }
}
