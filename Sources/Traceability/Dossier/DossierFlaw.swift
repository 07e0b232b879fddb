/// What is wrong with a dossier.
public enum DossierFlaw: Sendable, Equatable, CustomStringConvertible {
  /// It calls itself something else.
  case format(String)
  /// What it has for a head is none.
  case noHead(HeadProblem)
  /// The head is not signed, or by another key.
  case head(HeadFileError.Cause)
  /// It says another time than the head.
  case otherTime(made: String, signed: String)
  /// The text of settings does not give their hash.
  case settingsChanged(hash: String)
  /// The link is not one, or is there twice.
  case noLink(position: Int64)
  /// The values of the record do not give its hash.
  case changed(ChainSubject)
  /// The link is there twice.
  case linkTwice(position: Int64)
  /// The settings of the record are not there.
  case settingsMissing(ChainSubject)
  /// It does not say what it is about.
  case noSubject
  /// The record is not of the lot.
  case otherLot(ChainSubject, lot: String)
  /// The record is not of the part.
  case otherPart(ChainSubject, serial: String)
  /// It has no inspection.
  case noInspection
  /// The record is about none of the inspections.
  case unrelated(ChainSubject)
  /// The head is not the end of these links.
  case otherChain(position: Int64)
  /// The record is not before the head.
  case younger(ChainSubject)
  /// No links lead from the head to the record.
  case unproved(ChainSubject, from: Int64, to: Int64)
  /// The signature over the files does not fit.
  case signature(file: String)
  /// The files are signed with another key; both by fingerprint.
  case otherKey(found: String, trusted: String)
  /// The file was not there when the dossier was signed.
  case fileAdded(String)
  /// The file was there when the dossier was signed.
  case fileMissing(String)
  /// The signature is not over this file.
  case fileNotSigned(String)
  /// The file was another one when the dossier was signed.
  case fileChanged(String)

  /// A sentence that names the place.
  public var description: String {
    switch self {
    case .format(let format): "its format is \(format)"
    case .noHead(let problem): "the head is not one: \(problem)"
    case .head(let cause): HeadFileError(path: "of the dossier", cause: cause).description
    case .otherTime(let made, let signed):
      "it says that it was made \(made), the head was signed \(signed)"
    case .settingsChanged(let hash):
      "the settings \(hash) were changed: their text does not give that hash"
    case .noLink(let position): "the link \(position) is not one, or is there twice"
    case .changed(let subject): "\(subject) was changed: its values do not give its hash"
    case .linkTwice(let position): "the link \(position) is there twice"
    case .settingsMissing(let subject): "the settings of \(subject) are missing"
    case .noSubject: "it says neither which lot nor which part it is about"
    case .otherLot(let subject, let lot): "\(subject) is not of the lot \(lot)"
    case .otherPart(let subject, let serial): "\(subject) is not of the part \(serial)"
    case .noInspection: "it has no inspection"
    case .unrelated(let subject): "\(subject) is about none of the inspections"
    case .otherChain(let position):
      "the head was signed for another chain: link \(position) differs"
    case .younger(let subject): "\(subject) is younger than the head"
    case .unproved(let subject, let start, let end):
      "\(subject) is not proved: link \(start) does not lead to link \(end)"
    case .signature(let file): "the signature does not fit: \(file) was changed"
    case .otherKey(let found, let trusted): "signed by the key \(found), not by \(trusted)"
    case .fileAdded(let file): "\(file) was added after the dossier was signed"
    case .fileMissing(let file): "\(file) is missing"
    case .fileNotSigned(let file): "\(file) is not signed"
    case .fileChanged(let file): "\(file) was changed after the dossier was signed"
    }
  }
}
