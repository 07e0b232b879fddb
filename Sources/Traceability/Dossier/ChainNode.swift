/// A link of the chain as a dossier tells it, with the hash that its values give.
struct ChainNode {
  let position: Int64
  let previous: ChainHash
  let back: ChainHash
  let hash: ChainHash

  /// The link of a record; `nil` where values are missing or hashes are none.
  init?(_ entry: Dossier.Entry) {
    guard let digest = entry.digest else { return nil }
    self.init(entry.position, entry.adopted, entry.previous, entry.back, digest)
  }

  /// A link of which nothing else is told; `nil` where hashes are none.
  init?(_ link: Dossier.Link) {
    guard let digest = ChainHash(hexadecimal: link.digest) else { return nil }
    self.init(link.position, link.adopted, link.previous, link.back, digest)
  }

  private init?(
    _ position: Int64, _ adopted: Bool, _ previous: String, _ back: String, _ digest: ChainHash
  ) {
    guard position > 0, let previous = ChainHash(hexadecimal: previous),
      let back = ChainHash(hexadecimal: back)
    else { return nil }
    self.position = position
    self.previous = previous
    self.back = back
    hash = ChainLink.hash(
      position: position, isAdopted: adopted, previous: previous, back: back, digest: digest)
  }

  /// Whether it names the link at `other`, an earlier one on the way, by `hash`.
  func leads(to other: Int64, _ hash: ChainHash) -> Bool {
    if other == position - 1, previous == hash { return true }
    return other == ChainLink.backPosition(of: position) && back == hash
  }
}
