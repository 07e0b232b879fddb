import Kernels
import Pixels

func reportMatching() {
  report("template matching") { hash, input, scratch in
    guard input.size.width > 20 && input.size.height > 20 else { return }
    let template = input.a.cropped(to: PixelBox(x1: 5, y1: 4, x2: 17, y2: 15))
    var matcher = TemplateMatcher(template)
    var scores = Image<Float>()
    let match = matcher.best(in: input.a, scores: &scores, scratch: &scratch)
    hash.add(match.position.x)
    hash.add(match.position.y)
    hash.add(match.score)
    hash.add(scores)
  }
  report("template search") { hash, input, scratch in
    guard input.size.width > 100 else { return }
    let template = input.a.cropped(to: PixelBox(x1: 5, y1: 4, x2: 45, y2: 30))
    var search = TemplateSearch(template)
    let match = search.best(in: input.a, scratch: &scratch)
    hash.add(match.position.x)
    hash.add(match.position.y)
    hash.add(match.score)
  }
  report("phase correlation") { hash, input, scratch in
    guard input.size.width > 20 && input.size.height > 20 else { return }
    var moved = Image<UInt8>()
    moved.assignTranslation(input.a, dx: 2, dy: 1, border: .replicate, scratch: &scratch)
    let correlator = PhaseCorrelator(size: input.size)
    let shift = correlator.shift(from: input.a, to: moved, scratch: &scratch)
    hash.add(shift.dx)
    hash.add(shift.dy)
    hash.add(shift.response)
  }
}
