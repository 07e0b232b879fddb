import Foundation

extension Dossier {
  /// Checks the dossier by itself: that the head is signed, that the values of each record give its
  /// hash, and that links lead from the head to it.
  ///
  /// - Parameter trusted: the key that the head must be signed with; `nil` takes the one that it names.
  /// - Returns: the first thing that is wrong; `nil` where nothing is.
  public func firstFlaw(trusted: VerifyingKey? = nil) -> DossierFlaw? {
    guard format == Self.format else { return .format(format) }
    let signed: SignedHead
    do throws(HeadProblem) {
      signed = try head.head()
    } catch {
      return .noHead(error)
    }
    do throws(HeadFileError) {
      try signed.check(path: "of the dossier", trusted: trusted)
    } catch {
      return .head(error.cause)
    }
    guard made == RecordTime.text(signed.head.takenAt) else {
      return .otherTime(made: made, signed: head.takenAt)
    }
    for (hash, text) in texts
    where ChainHash(of: Array(text.utf8)).hexadecimal != hash {
      return .settingsChanged(hash: hash)
    }
    var nodes: [Int64: ChainNode] = [:]
    for link in links {
      guard let node = ChainNode(link), nodes.updateValue(node, forKey: link.position) == nil else {
        return .noLink(position: link.position)
      }
    }
    if let flaw = addEntries(to: &nodes) { return flaw }
    if let flaw = firstUnrelated { return flaw }
    return firstUnproved(nodes, signed.head)
  }

  /// Adds the entries to `nodes`, or tells the first whose values do not give its hash.
  private func addEntries(to nodes: inout [Int64: ChainNode]) -> DossierFlaw? {
    for entry in entries {
      guard let node = ChainNode(entry), node.hash.hexadecimal == entry.hash else {
        return .changed(entry.subject)
      }
      guard nodes.updateValue(node, forKey: entry.position) == nil else {
        return .linkTwice(position: entry.position)
      }
      guard entry.kind == .inspection else { continue }
      for (name, isOptional) in [("parameters_sha256", false), ("thresholds_sha256", true)] {
        switch entry.values[name] {
        case .text(let hash) where texts[hash] != nil: continue
        case .null where isOptional: continue
        default: return .settingsMissing(entry.subject)
        }
      }
    }
    return nil
  }

  /// The first record that is not about the subject.
  private var firstUnrelated: DossierFlaw? {
    guard (subject.lot == nil) != (subject.serial == nil) else {
      return .noSubject
    }
    var sequences: Set<ChainValue> = []
    for entry in entries where entry.kind == .inspection {
      if let lot = subject.lot, entry.values["lot"] != .text(lot) {
        return .otherLot(entry.subject, lot: lot)
      }
      if let serial = subject.serial, entry.values["serial"] != .text(serial) {
        return .otherPart(entry.subject, serial: serial)
      }
      if let sequence = entry.values["sequence"] { sequences.insert(sequence) }
    }
    guard !sequences.isEmpty else { return .noInspection }
    for entry in entries where entry.kind != .inspection {
      guard let sequence = entry.values["sequence"], sequences.contains(sequence) else {
        return .unrelated(entry.subject)
      }
    }
    return nil
  }

  /// The first record to which no links lead from `head`.
  private func firstUnproved(_ nodes: [Int64: ChainNode], _ head: ChainHead) -> DossierFlaw? {
    guard let end = nodes[head.position], end.hash == head.hash else {
      return .otherChain(position: head.position)
    }
    for entry in entries {
      guard entry.position <= head.position else {
        return .younger(entry.subject)
      }
      var last = end
      for position in Self.path(from: head.position, to: entry.position).dropFirst() {
        guard let next = nodes[position], last.leads(to: position, next.hash) else {
          return .unproved(entry.subject, from: last.position, to: position)
        }
        last = next
      }
    }
    return nil
  }
}

extension Dossier.Entry {
  /// For messages.
  fileprivate var subject: ChainSubject {
    let number: ChainValue?
    switch kind {
    case .inspection: number = values["sequence"]
    case .override: number = values["override"]
    case .pruning: number = values["pruning"]
    }
    let known: Int64? = if case .integer(let value) = number { value } else { nil }
    return ChainSubject(kind, number: known)
  }
}
