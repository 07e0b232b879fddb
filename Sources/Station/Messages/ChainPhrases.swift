import Traceability
import Wording

/// What is said of the chain of records, in the language of the words.
extension Words {
  /// Where a chain breaks and how, in one sentence.
  public func says(_ found: ChainBreak) -> String {
    language == .english ? "\(found)" : phrase(found)
  }

  /// What is wrong with a dossier, in one sentence.
  public func says(_ flaw: DossierFlaw) -> String {
    language == .english ? "\(flaw)" : phrase(flaw)
  }

  func phrase(_ subject: ChainSubject) -> String {
    let number = subject.number.map { "\($0)" } ?? self[.chainNoNumber]
    return switch subject.kind {
    case .inspection: text(.sheetRecord, ["sequence": number])
    case .override: text(.chainOverride, ["number": number])
    case .pruning: text(.chainPruning, ["number": number])
    }
  }

  func phrase(_ found: ChainBreak) -> String {
    let (name, position) = (phrase(found.subject), "\(found.position)")
    func said(_ key: Phrase, _ values: [String: String] = [:]) -> String {
      text(key, values.merging(["name": name, "position": position]) { own, _ in own })
    }
    switch found.damage {
    case .changed: return said(.chainChanged)
    case .exchanged(let other): return said(.chainExchanged, ["other": "\(other)"])
    case .missing: return said(.chainMissing)
    case .added: return said(.chainAdded)
    case .linkMissing: return said(.chainLinkMissing)
    case .linkBroken: return said(.chainLinkBroken)
    case .linkChanged: return said(.chainLinkChanged)
    case .stray(let table): return said(.chainStray, ["table": table])
    case .unusedSettings(let table): return said(.chainUnusedSettings, ["table": table])
    case .hidden: return said(.chainHidden)
    case .summary(let table): return said(.chainSummary, ["table": table])
    case .schema(let object): return said(.chainSchema, ["object": object])
    case .migrations: return said(.chainMigrations)
    case .structure(let reason): return said(.chainStructure, ["reason": reason])
    case .headDiffers(let head): return said(.chainHeadDiffers, ["head": head])
    case .truncated(let head, let headPosition):
      return said(
        found.position == 0 ? .chainTruncatedEmpty : .chainTruncated,
        ["head": head, "headPosition": "\(headPosition)"])
    case .otherFile(let head): return said(.chainOtherFile, ["head": head])
    }
  }

  func phrase(_ error: KeyFileError) -> String {
    let problem: String =
      switch error.cause {
      case .exists: self[.keyExists]
      case .unreadable(let code): unreadable(code)
      case .unwritable(let code): unwritable(code)
      case .readableByOthers: self[.keyReadable]
      case .notAPrivateKey: self[.keyNotPrivate]
      case .notAPublicKey: self[.keyNotPublic]
      }
    return text(.keySubject, ["path": error.path, "problem": problem])
  }

  func phrase(_ error: HeadFileError) -> String {
    text(.headSubject, ["path": error.path, "problem": phrase(error.cause)])
  }

  private func phrase(_ cause: HeadFileError.Cause) -> String {
    switch cause {
    case .unreadable(let code): unreadable(code)
    case .unwritable(let code): unwritable(code)
    case .notAHead(let problem): text(.headNotOne, ["reason": phrase(problem)])
    case .badSignature: self[.headSignature]
    case .otherKey(let found, let trusted):
      text(.headOtherKey, ["found": found, "trusted": trusted])
    }
  }

  private func phrase(_ problem: HeadProblem) -> String {
    switch problem {
    case .format(let format): text(.headFormat, ["format": format])
    case .noHash: self[.headNoHash]
    case .noTime: self[.headNoTime]
    case .noPublicKey: self[.headNoKey]
    case .noSignature: self[.headNoSignature]
    case .notJSON: self[.headNotJSON]
    }
  }

  private func unreadable(_ code: Int32) -> String {
    text(.recipeUnreadable, ["reason": "\(SystemError(code: code))"])
  }

  private func unwritable(_ code: Int32) -> String {
    text(.recipeUnwritable, ["reason": "\(SystemError(code: code))"])
  }

  func phrase(_ error: DossierError) -> String {
    switch error {
    case .nothingFound(let subject):
      let name =
        subject.lot.map { text(.dossierOfLot, ["lot": $0]) }
        ?? text(.dossierOfPart, ["serial": subject.serial ?? ""])
      return text(.dossierNothing, ["subject": name])
    case .tooMany(let limit): return text(.dossierTooMany, ["limit": "\(limit)"])
    case .broken(let found): return text(.dossierBroken, ["found": phrase(found)])
    case .file(let path, let code):
      return text(.errorPair, ["subject": path, "problem": "\(SystemError(code: code))"])
    case .notADossier(let path): return text(.dossierNotOne, ["path": path])
    case .notASignature(let path): return text(.dossierNoSignature, ["path": path])
    }
  }

  func phrase(_ flaw: DossierFlaw) -> String {
    switch flaw {
    case .format(let format): text(.headFormat, ["format": format])
    case .noHead(let problem): text(.flawNoHead, ["reason": phrase(problem)])
    case .head(let cause): text(.flawHead, ["problem": phrase(cause)])
    case .otherTime(let made, let signed):
      text(.flawOtherTime, ["made": made, "signed": signed])
    case .settingsChanged(let hash): text(.flawSettingsChanged, ["hash": hash])
    case .noLink(let position): text(.flawNoLink, ["position": "\(position)"])
    case .changed(let subject): text(.flawChanged, ["name": phrase(subject)])
    case .linkTwice(let position): text(.flawLinkTwice, ["position": "\(position)"])
    case .settingsMissing(let subject): text(.flawSettingsMissing, ["name": phrase(subject)])
    case .noSubject: self[.flawNoSubject]
    case .otherLot(let subject, let lot):
      text(.flawOtherLot, ["name": phrase(subject), "lot": lot])
    case .otherPart(let subject, let serial):
      text(.flawOtherPart, ["name": phrase(subject), "serial": serial])
    case .noInspection: self[.flawNoInspection]
    case .unrelated(let subject): text(.flawUnrelated, ["name": phrase(subject)])
    case .otherChain(let position): text(.flawOtherChain, ["position": "\(position)"])
    case .younger(let subject): text(.flawYounger, ["name": phrase(subject)])
    case .unproved(let subject, let start, let end):
      text(
        .flawUnproved, ["name": phrase(subject), "start": "\(start)", "end": "\(end)"])
    case .signature(let file): text(.flawSignature, ["file": file])
    case .otherKey(let found, let trusted):
      text(.flawOtherKey, ["found": found, "trusted": trusted])
    case .fileAdded(let file): text(.flawFileAdded, ["file": file])
    case .fileMissing(let file): text(.flawFileMissing, ["file": file])
    case .fileNotSigned(let file): text(.flawFileNotSigned, ["file": file])
    case .fileChanged(let file): text(.flawFileChanged, ["file": file])
    }
  }
}
