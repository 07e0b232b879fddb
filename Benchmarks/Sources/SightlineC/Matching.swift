import Kernels
import Pixels

/// What template matching and phase correlation keep between calls.
private struct MatchingState: ~Copyable {
  var matcher: TemplateMatcher
  var search: TemplateSearch
  var correlator: PhaseCorrelator
  var scores = Image<Float>()
  var scratch = Scratch()
}

private func matching(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<MatchingState> {
  handle.assumingMemoryBound(to: MatchingState.self)
}

/// State for matching a template, and for correlating images of a size.
@_cdecl("sl_matching_new")
public func makeMatching(
  _ template: UnsafeMutableRawPointer, _ width: Int, _ height: Int, _ hanning: Int
) -> UnsafeMutableRawPointer {
  let p = UnsafeMutablePointer<MatchingState>.allocate(capacity: 1)
  p.initialize(
    to: MatchingState(
      matcher: TemplateMatcher(unbox(template, Image<UInt8>.self).pointee),
      search: TemplateSearch(unbox(template, Image<UInt8>.self).pointee),
      correlator: PhaseCorrelator(
        size: PixelSize(width: width, height: height), hanning: hanning != 0)))
  return UnsafeMutableRawPointer(p)
}

/// Scores of the template at every position.
@_cdecl("sl_match_scores")
public func matchScores(_ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer) {
  let state = matching(handle)
  // A fresh matcher, so that its preparation is timed too.
  state.pointee.matcher = TemplateMatcher(state.pointee.matcher.template)
  state.pointee.matcher.correlate(
    unbox(image, Image<UInt8>.self).pointee, into: &state.pointee.scores,
    scratch: &state.pointee.scratch)
}

/// The last scores, in packed rows.
@_cdecl("sl_match_result")
public func matchResult(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Float>) {
  let samples = matching(handle).pointee.scores.samples
  out.update(from: samples, count: samples.count)
}

/// The best position by coarse-to-fine search; `out`: x, y, score.
@_cdecl("sl_match_search")
public func matchSearch(
  _ handle: UnsafeMutableRawPointer, _ image: UnsafeMutableRawPointer,
  _ out: UnsafeMutablePointer<Double>
) {
  let state = matching(handle)
  let match = state.pointee.search.best(
    in: unbox(image, Image<UInt8>.self).pointee, scratch: &state.pointee.scratch)
  (out[0], out[1], out[2]) = (match.position.x, match.position.y, Double(match.score))
}

/// Phase correlation; `out`: dx, dy, response.
@_cdecl("sl_phase_shift")
public func phaseShift(
  _ handle: UnsafeMutableRawPointer, _ first: UnsafeMutableRawPointer,
  _ second: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Double>
) {
  let state = matching(handle)
  let shift = state.pointee.correlator.shift(
    from: unbox(first, Image<UInt8>.self).pointee, to: unbox(second, Image<UInt8>.self).pointee,
    scratch: &state.pointee.scratch)
  (out[0], out[1], out[2]) = (shift.dx, shift.dy, shift.response)
}
