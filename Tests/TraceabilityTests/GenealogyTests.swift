import Foundation
import Testing

@testable import Traceability

struct GenealogyTests {
  /// Copper and board of lots, boards at station 1, modules of two boards at station 2, one device.
  private func stations(in folder: TemporaryFolder) throws -> [RecordReader] {
    let first = try RecordStore(path: folder.path + "/1.sqlite")
    for (number, lot) in [(1, "FR4-1"), (2, "FR4-1"), (3, "FR4-2")] {
      var board = plainRecord(at: Double(number), lot: "B", serial: "board \(number)")
      board.parents = [PartParent(lot: lot), PartParent(serial: "copper", lot: "CU")]
      _ = try first.append(board)
    }
    let second = try RecordStore(path: folder.path + "/2.sqlite")
    _ = try second.append(plainRecord(at: 50, serial: "board 1"))
    var module = plainRecord(at: 100, serial: "module 1")
    module.parents = [PartParent(serial: "board 1"), PartParent(serial: "board 3")]
    _ = try second.append(module)
    var device = plainRecord(at: 200, lot: "D", serial: "device")
    device.parents = [PartParent(serial: "module 1")]
    _ = try second.append(device)
    return [first.reader, second.reader]
  }

  @Test func everyInspectionOfAPartIsFoundAtAllStations() throws {
    let folder = try TemporaryFolder()
    let genealogy = try Genealogy(of: .serial("board 1"), in: try stations(in: folder))
    #expect(genealogy.inspections.map(\.record.serial) == ["board 1", "board 1"])
    #expect(genealogy.inspections.map { $0.file.suffix(8) } == ["1.sqlite", "2.sqlite"])
    #expect(!genealogy.isCutOff)
  }

  @Test func ancestorsAndDescendantsComeWithTheirSteps() throws {
    let folder = try TemporaryFolder()
    let stations = try stations(in: folder)
    let module = try Genealogy(of: .serial("module 1"), in: stations)
    #expect(
      module.ancestors.map { "\($0.steps) \($0.part.serial ?? $0.part.lot ?? "")" }
        == ["1 board 1", "1 board 3", "2 FR4-1", "2 copper", "2 FR4-2"])
    #expect(module.descendants.map(\.part.serial) == ["device"])
    let copper = try Genealogy(of: .serial("copper"), in: stations)
    #expect(
      copper.descendants.map { "\($0.steps) \($0.part.serial ?? "")" }
        == ["1 board 1", "1 board 2", "1 board 3", "2 module 1", "3 device"])
    #expect(copper.ancestors.isEmpty && copper.inspections.isEmpty)
  }

  @Test func aLotIsFollowedForwardsAndBackwards() throws {
    let folder = try TemporaryFolder()
    let stations = try stations(in: folder)
    let material = try Genealogy(of: .lot("FR4-1"), in: stations)
    #expect(
      material.descendants.map(\.part.serial) == ["board 1", "board 2", "module 1", "device"])
    // The boards' lot is told at station 1 only, the module names them by serial at station 2.
    let boards = try Genealogy(of: .lot("B"), in: stations)
    #expect(boards.inspections.count == 3)
    #expect(boards.descendants.map(\.part.serial) == ["module 1", "device"])
    #expect(boards.descendants[0].through == PartParent(serial: "board 1", lot: "B"))
    #expect(
      boards.ancestors.map { $0.part.serial ?? $0.part.lot ?? "" }
        == ["FR4-1", "copper", "FR4-2"])
  }

  @Test func aCircleEnds() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    for (part, parent) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")] {
      var record = plainRecord(serial: part)
      record.parents = [PartParent(serial: parent)]
      _ = try store.append(record)
    }
    let circle = try Genealogy(of: .serial("a"), in: [store.reader])
    #expect(circle.ancestors.map(\.part.serial) == ["b", "c"])
    #expect(circle.descendants.map(\.part.serial) == ["c", "b"])
    #expect(try Genealogy(of: .serial("d"), in: [store.reader]).ancestors.isEmpty)
  }

  @Test func moreThanTheLimitIsCutOffAndSaid() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    for number in 0..<5 {
      var record = plainRecord(serial: "\(number)")
      record.parents = [PartParent(lot: "M")]
      _ = try store.append(record)
    }
    let cut = try Genealogy(of: .lot("M"), in: [store.reader], limit: 3)
    #expect(cut.descendants.count == 3 && cut.isCutOff)
    #expect(try !Genealogy(of: .lot("M"), in: [store.reader], limit: 5).isCutOff)
  }
}
