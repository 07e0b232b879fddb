extension PageSet {
  func reportPage(_ request: PageRequest) throws -> String { "" }
}
