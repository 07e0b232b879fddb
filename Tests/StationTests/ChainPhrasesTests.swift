import Codecs
import Testing
import Traceability
import Wording

@testable import Station

/// What is found in a chain of records, in its heads, keys and dossiers, and where images are deleted is said
/// in English by itself; the catalogue says the same in every language.
@Suite struct ChainPhrasesTests {
  private static let keys: [KeyFileError] = [
    KeyFileError.Cause.exists, .unreadable(code: 2), .unwritable(code: 2), .readableByOthers,
    .notAPrivateKey, .notAPublicKey,
  ].map { KeyFileError(path: "p", cause: $0) }

  private static let headCauses: [HeadFileError.Cause] = [
    .unreadable(code: 2), .unwritable(code: 2), .notAHead(.format("f")), .notAHead(.noHash),
    .notAHead(.noTime), .notAHead(.noPublicKey), .notAHead(.noSignature), .notAHead(.notJSON),
    .badSignature, .otherKey(found: "f", trusted: "t"),
  ]

  private static let dossiers: [DossierError] = [
    .nothingFound(.init(lot: "L")), .nothingFound(.init(serial: "S")), .tooMany(limit: 9),
    .broken(breaks[0]), .file(path: "p", code: 2), .notADossier(path: "p"),
    .notASignature(path: "p"),
  ]

  private static let breaks: [ChainBreak] = {
    let damages: [ChainBreak.Damage] = [
      .changed, .exchanged(with: 3), .missing, .added, .linkMissing, .linkBroken, .linkChanged,
      .stray(table: "t"), .unusedSettings(table: "t"), .hidden, .summary(table: "t"),
      .schema(name: "view v"), .migrations, .structure("w"), .headDiffers(head: "h"),
      .truncated(head: "h", headPosition: 9), .otherFile(head: "h"),
    ]
    func found(_ position: Int64, _ kind: ChainKind, _ damage: ChainBreak.Damage) -> ChainBreak {
      ChainBreak(position: position, kind: kind, number: 5, damage: damage)
    }
    return damages.map { found(7, .inspection, $0) }
      + [
        found(7, .override, .changed), found(7, .pruning, .changed),
        found(0, .inspection, .truncated(head: "h", headPosition: 9)),
      ]
  }()

  private static let flaws: [DossierFlaw] = {
    let subject = ChainSubject(.inspection, number: 5)
    let flaws: [DossierFlaw] = [
      .format("f"), .noHead(.noTime), .otherTime(made: "m", signed: "s"),
      .settingsChanged(hash: "h"), .noLink(position: 7), .changed(subject),
      .changed(ChainSubject(.override, number: nil)), .linkTwice(position: 7),
      .settingsMissing(subject), .noSubject, .otherLot(subject, lot: "L"),
      .otherPart(subject, serial: "S"), .noInspection, .unrelated(subject),
      .otherChain(position: 7), .younger(subject), .unproved(subject, from: 9, to: 7),
      .signature(file: "f"), .otherKey(found: "f", trusted: "t"), .fileAdded("f"),
      .fileMissing("f"), .fileNotSigned("f"), .fileChanged("f"),
    ]
    return flaws + headCauses.map { .head($0) }
  }()

  private static let pruning: [ImagePruner.Problem] = [
    ImagePruner.Problem.Cause.unreachable(.unlisted("w")),
    .unreachable(.unspeakable(isFolder: true)), .unreachable(.unspeakable(isFolder: false)),
    .image(.empty), .changed, .undeletable(code: 13),
  ].map { ImagePruner.Problem(path: "p\n", cause: $0) }

  private static let errors: [any Error] = {
    var errors: [any Error] = headCauses.map { HeadFileError(path: "p", cause: $0) }
    errors += keys as [any Error]
    errors += dossiers as [any Error]
    return errors
  }()

  @Test(arguments: errors.indices) func errorsAreSaidAlike(index: Int) {
    let error = Self.errors[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).says(error) == "\(error)")
    #expect(Self.isChinese(Words(.simplifiedChinese).says(error)))
  }

  @Test(arguments: breaks.indices) func breaksOfTheChainAreSaidAlike(index: Int) {
    let found = Self.breaks[index]
    #expect(Words(.english).phrase(found) == "\(found)")
    #expect(Words(.english).says(found) == "\(found)")
    #expect(Self.isChinese(Words(.simplifiedChinese).says(found)))
  }

  @Test(arguments: flaws.indices) func flawsOfDossiersAreSaidAlike(index: Int) {
    let flaw = Self.flaws[index]
    #expect(Words(.english).phrase(flaw) == "\(flaw)")
    #expect(Words(.english).says(flaw) == "\(flaw)")
    #expect(Self.isChinese(Words(.simplifiedChinese).says(flaw)))
  }

  @Test(arguments: pruning.indices) func problemsOfPruningAreSaidAlike(index: Int) {
    let problem = Self.pruning[index]
    #expect(Words(.english).phrase(problem) == "\(problem)")
    #expect(Words(.english).says(problem) == "\(problem)")
    #expect(Self.isChinese(Words(.simplifiedChinese).says(problem)))
  }

  private static func isChinese(_ text: String) -> Bool {
    text.contains { $0.unicodeScalars.allSatisfy { $0.value > 0x2E80 } }
  }
}
