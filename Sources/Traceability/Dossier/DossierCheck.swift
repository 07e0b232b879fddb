import Foundation

/// What is wrong with a dossier, in a sentence that names the place.
public struct DossierFlaw: Sendable, Equatable, CustomStringConvertible {
  /// The sentence.
  public var description: String

  init(_ description: String) { self.description = description }
}

extension Dossier {
  /// Checks the dossier by itself: that the head is signed, that the values of each record give its
  /// hash, and that links lead from the head to it.
  ///
  /// - Parameter trusted: the key that the head must be signed with; `nil` takes the one that it names.
  /// - Returns: the first thing that is wrong; `nil` where nothing is.
  public func firstFlaw(trusted: VerifyingKey? = nil) -> DossierFlaw? {
    guard format == Self.format else { return DossierFlaw("its format is \(format)") }
    let signed: SignedHead
    do {
      signed = try head.head()
    } catch {
      return DossierFlaw("the head is not one: \(error)")
    }
    do throws(HeadFileError) {
      try signed.check(path: "of the dossier", trusted: trusted)
    } catch {
      return DossierFlaw("\(error)")
    }
    guard made == RecordTime.text(signed.head.takenAt) else {
      return DossierFlaw("it says that it was made \(made), the head was signed \(head.takenAt)")
    }
    for (hash, text) in texts
    where ChainHash(of: Array(text.utf8)).hexadecimal != hash {
      return DossierFlaw("the settings \(hash) were changed: their text does not give that hash")
    }
    var nodes: [Int64: ChainNode] = [:]
    for link in links {
      guard let node = ChainNode(link), nodes.updateValue(node, forKey: link.position) == nil else {
        return DossierFlaw("the link \(link.position) is not one, or is there twice")
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
        return DossierFlaw("\(entry.name) was changed: its values do not give its hash")
      }
      guard nodes.updateValue(node, forKey: entry.position) == nil else {
        return DossierFlaw("the link \(entry.position) is there twice")
      }
      guard entry.kind == .inspection else { continue }
      for (name, isOptional) in [("parameters_sha256", false), ("thresholds_sha256", true)] {
        switch entry.values[name] {
        case .text(let hash) where texts[hash] != nil: continue
        case .null where isOptional: continue
        default: return DossierFlaw("the settings of \(entry.name) are missing")
        }
      }
    }
    return nil
  }

  /// The first record that is not about the subject.
  private var firstUnrelated: DossierFlaw? {
    guard (subject.lot == nil) != (subject.serial == nil) else {
      return DossierFlaw("it says neither which lot nor which part it is about")
    }
    var sequences: Set<ChainValue> = []
    for entry in entries where entry.kind == .inspection {
      if let lot = subject.lot, entry.values["lot"] != .text(lot) {
        return DossierFlaw("\(entry.name) is not of the lot \(lot)")
      }
      if let serial = subject.serial, entry.values["serial"] != .text(serial) {
        return DossierFlaw("\(entry.name) is not of the part \(serial)")
      }
      if let sequence = entry.values["sequence"] { sequences.insert(sequence) }
    }
    guard !sequences.isEmpty else { return DossierFlaw("it has no inspection") }
    for entry in entries where entry.kind != .inspection {
      guard let sequence = entry.values["sequence"], sequences.contains(sequence) else {
        return DossierFlaw("\(entry.name) is about none of the inspections")
      }
    }
    return nil
  }

  /// The first record to which no links lead from `head`.
  private func firstUnproved(_ nodes: [Int64: ChainNode], _ head: ChainHead) -> DossierFlaw? {
    guard let end = nodes[head.position], end.hash == head.hash else {
      return DossierFlaw("the head was signed for another chain: link \(head.position) differs")
    }
    for entry in entries {
      guard entry.position <= head.position else {
        return DossierFlaw("\(entry.name) is younger than the head")
      }
      var last = end
      for position in Self.path(from: head.position, to: entry.position).dropFirst() {
        guard let next = nodes[position], last.leads(to: position, next.hash) else {
          return DossierFlaw(
            "\(entry.name) is not proved: link \(last.position) does not lead to link \(position)")
        }
        last = next
      }
    }
    return nil
  }
}

extension Dossier.Entry {
  /// For messages.
  fileprivate var name: String {
    let number: ChainValue?
    switch kind {
    case .inspection: number = values["sequence"]
    case .override: number = values["override"]
    case .pruning: number = values["pruning"]
    }
    let text = if case .integer(let value) = number { "\(value)" } else { "without a number" }
    switch kind {
    case .inspection: return "record \(text)"
    case .override: return "override \(text)"
    case .pruning: return "deletion of an image \(text)"
    }
  }
}
