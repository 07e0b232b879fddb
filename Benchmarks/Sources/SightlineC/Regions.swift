import Kernels
import Pixels

/// What the region operators keep between calls.
private struct RegionState {
  var mask = BitMask()
  var below = BitMask()
  var components = ConnectedComponents()
  var labels = Image<Int32>()
  var distance = Image<Float>()
  var contours = Contours()
}

/// State for the region operators: the pixels of an 8-bit image that are not 0.
@_cdecl("sl_regions_new")
public func makeRegions(_ image: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
  var state = RegionState()
  state.below.assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: 1)
  state.mask.assignNot(state.below)
  return box(state)
}

/// Connected components (4 or 8 neighbours) of the mask with geometry.
@_cdecl("sl_regions_label")
public func labelRegions(_ handle: UnsafeMutableRawPointer, _ neighbours: Int) {
  let state = unbox(handle, RegionState.self)
  state.pointee.components.label(
    state.pointee.mask, connectivity: neighbours == 4 ? .four : .eight)
  state.pointee.components.measure()
}

/// The same, and the label image.
@_cdecl("sl_regions_label_image")
public func labelRegionsImage(_ handle: UnsafeMutableRawPointer, _ neighbours: Int) {
  labelRegions(handle, neighbours)
  let state = unbox(handle, RegionState.self)
  state.pointee.labels.assignLabels(state.pointee.components)
}

/// The same as `sl_regions_label`, with gray values.
@_cdecl("sl_regions_label_gray")
public func labelRegionsGray(
  _ handle: UnsafeMutableRawPointer, _ neighbours: Int, _ image: UnsafeMutableRawPointer
) {
  let state = unbox(handle, RegionState.self)
  state.pointee.components.label(
    state.pointee.mask, connectivity: neighbours == 4 ? .four : .eight)
  state.pointee.components.measure(unbox(image, Image<UInt8>.self).pointee)
}

/// The same as `sl_regions_label`, of the pixels of an 8-bit image that are not 0.
@_cdecl("sl_regions_label_bytes")
public func labelRegionsBytes(
  _ handle: UnsafeMutableRawPointer, _ neighbours: Int, _ image: UnsafeMutableRawPointer
) {
  let state = unbox(handle, RegionState.self)
  state.pointee.below.assignThreshold(unbox(image, Image<UInt8>.self).pointee, below: 1)
  state.pointee.mask.assignNot(state.pointee.below)
  labelRegions(handle, neighbours)
}

/// The number of components.
@_cdecl("sl_regions_count")
public func regionCount(_ handle: UnsafeMutableRawPointer) -> Int {
  unbox(handle, RegionState.self).pointee.components.count
}

/// x, y, width, height, area, centroid x and y, minimum, maximum and mean of each component.
@_cdecl("sl_regions_table")
public func regionTable(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Double>) {
  let components = unbox(handle, RegionState.self).pointee.components
  for k in 0..<components.count {
    let r = components.region(k)
    let s = r.samples
    let row = [
      Double(r.box.x1), Double(r.box.y1), Double(r.box.width), Double(r.box.height),
      Double(r.area), r.centroid.x, r.centroid.y, Double(s?.minimum ?? 0),
      Double(s?.maximum ?? 0), s?.mean ?? 0,
    ]
    (out + 10 * k).update(from: row, count: 10)
  }
}

/// The last label image, in packed rows.
@_cdecl("sl_regions_labels")
public func regionLabels(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Int32>) {
  let samples = unbox(handle, RegionState.self).pointee.labels.samples
  out.update(from: samples, count: samples.count)
}

/// Distance of the mask's pixels to the nearest clear one, at most `limit` where that is not 0;
/// metric 0 Euclidean, 1 city block, 2 chessboard.
@_cdecl("sl_regions_distance")
public func distanceTransform(
  _ handle: UnsafeMutableRawPointer, _ scratch: UnsafeMutableRawPointer, _ metric: Int,
  _ limit: Int
) {
  let state = unbox(handle, RegionState.self)
  state.pointee.distance.assignDistance(
    state.pointee.mask, metric: DistanceMetric.allCases[metric], limit: limit > 0 ? limit : nil,
    scratch: &scratch.assumingMemoryBound(to: Scratch.self).pointee)
}

/// Scratch memory for the operators that need it.
@_cdecl("sl_regions_scratch")
public func makeRegionScratch() -> UnsafeMutableRawPointer {
  let pointer = UnsafeMutablePointer<Scratch>.allocate(capacity: 1)
  pointer.initialize(to: Scratch())
  return UnsafeMutableRawPointer(pointer)
}

/// The last distances, in packed rows.
@_cdecl("sl_regions_distances")
public func regionDistances(
  _ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Float>
) {
  let samples = unbox(handle, RegionState.self).pointee.distance.samples
  out.update(from: samples, count: samples.count)
}

/// All contours of the mask, or the outermost ones.
@_cdecl("sl_regions_contours")
public func traceRegionContours(_ handle: UnsafeMutableRawPointer, _ outermost: Int) {
  let state = unbox(handle, RegionState.self)
  state.pointee.contours.trace(state.pointee.mask, outermost != 0 ? .outermost : .all)
}

/// The numbers of contours and of their points.
@_cdecl("sl_regions_contour_counts")
public func contourCounts(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<Int>) {
  let contours = unbox(handle, RegionState.self).pointee.contours
  out[0] = contours.count
  out[1] = (0..<contours.count).reduce(0) { $0 + contours[$1].points.count }
}

/// For each contour: points, hole (1) or not (0), parent or -1, box, area, length; and all points.
@_cdecl("sl_regions_contour_table")
public func contourTable(
  _ handle: UnsafeMutableRawPointer, _ table: UnsafeMutablePointer<Double>,
  _ points: UnsafeMutablePointer<Int32>
) {
  let contours = unbox(handle, RegionState.self).pointee.contours
  var next = points
  for k in 0..<contours.count {
    let c = contours[k]
    let row = [
      Double(c.points.count), c.isHole ? 1 : 0, Double(c.parent ?? -1), Double(c.box.x1),
      Double(c.box.y1), Double(c.box.width), Double(c.box.height), c.area, c.length,
    ]
    (table + 9 * k).update(from: row, count: 9)
    for i in c.points {
      next[0] = contours.points[i].x
      next[1] = contours.points[i].y
      next += 2
    }
  }
}
