import Comparison
import Kernels
import Pixels

/// What a teacher has learned of a part so far, in all channels.
struct PartStatistics {
  /// Columns and rows of the reference.
  let size: PixelSize
  private var planes: [PlaneStatistics]
  /// In how many good parts each pixel was clipped.
  private(set) var clipped: Image<UInt8>
  private var halver = MaskHalver()

  /// Of nothing yet, in `channels`.
  init(size: PixelSize, channels: [ReferenceChannel]) {
    self.size = size
    planes = channels.map { PlaneStatistics($0, size: ReferenceModel.size(of: $0, size)) }
    clipped = Image(width: size.width, height: size.height)
  }

  /// Of what `model` has learned.
  init(_ model: ReferenceModel) {
    size = model.size
    planes = model.planes.map { PlaneStatistics($0) }
    clipped = model.clipped
  }

  /// The channels.
  var channels: [ReferenceChannel] { planes.map(\.channel) }

  /// Takes a part in; what is `rejected` of it is kept apart. The mask is of the reference's size.
  mutating func add(_ part: AlignedPlanes, rejected: BitMask) {
    let masks = PlaneMasks(part, rejected, &halver)
    for k in planes.indices {
      let isHalved = planes[k].channel.isHalved
      planes[k].add(
        part.planes[k], covered: isHalved ? part.halfCovered : part.covered,
        rejected: masks[isHalved])
    }
    clipped.count(part.clipped, by: 1)
  }

  /// Whether so many parts were outvoted at a pixel of the reference that good parts differ there.
  func varies(x: Int, y: Int) -> Bool { planes[0].varies(x: x, y: y) }

  /// How many parts were outvoted at a pixel of the reference.
  func outvotedCount(x: Int, y: Int) -> Int { planes[0].outvotedCount(x: x, y: y) }

  /// The median deviation in brightness of pixels that more than two parts show, in gray levels.
  func medianDeviation() -> Double { planes[0].medianDeviation() }

  /// The model of `count` parts. Where good parts are `varying`, a mask of the reference's size, what
  /// was outvoted counts like the rest.
  func model(varying: BitMask, count: Int, noise: Double) -> ReferenceModel {
    var halver = MaskHalver()
    let masks = PlaneMasks(varying, &halver)
    return ReferenceModel(
      planes.map { $0.plane(varying: masks[$0.channel.isHalved]) }, clipped, count: count,
      noise: noise)
  }

  /// The model of the others, without a part that was added with `rejected`.
  func model(
    without part: AlignedPlanes, rejected: BitMask, varying: BitMask, count: Int, noise: Double
  ) -> ReferenceModel {
    var halver = MaskHalver()
    let (masks, variation) = (
      PlaneMasks(part, rejected, &halver), PlaneMasks(varying, &halver)
    )
    var others = clipped
    others.count(part.clipped, by: -1)
    let left = planes.indices.map { k in
      let isHalved = planes[k].channel.isHalved
      return planes[k].plane(
        without: part.planes[k], covered: isHalved ? part.halfCovered : part.covered,
        rejected: masks[isHalved], varying: variation[isHalved])
    }
    return ReferenceModel(left, others, count: count, noise: noise)
  }
}

/// A mask of the reference's size, and the same at half size.
struct PlaneMasks {
  let full: BitMask
  private(set) var half = BitMask()

  init(_ mask: BitMask, _ halver: inout MaskHalver) {
    full = mask
    halver.halve(mask, into: &half)
  }

  /// The mask for the planes of a part.
  init(_ part: AlignedPlanes, _ mask: BitMask, _ halver: inout MaskHalver) {
    precondition(part.covered.size == mask.size, "a mask of another size than the part")
    self.init(mask, &halver)
  }

  subscript(_ isHalved: Bool) -> BitMask { isHalved ? half : full }
}

extension ReferenceModel {
  /// The model of planes that were made for one another.
  init(_ planes: [ReferencePlane], _ clipped: Image<UInt8>, count: Int, noise: Double) {
    let header = ReferenceHeader(
      width: planes[0].size.width, height: planes[0].size.height,
      channels: planes.map(\.channel), imageCount: max(1, count), noise: noise)
    do {
      self = try ReferenceModel(header: header, planes: planes, clipped: clipped)
    } catch {
      preconditionFailure("planes of a teacher make no model: \(error)")
    }
  }
}

extension Image where Sample == UInt8 {
  /// Adds `amount` to the pixels of `mask`, within 0...255.
  mutating func count(_ mask: BitMask, by amount: Int) {
    var runs = BitRuns()
    runs.assign(mask)
    for i in 0..<runs.count {
      for x in Int(runs.starts[i])..<Int(runs.ends[i]) {
        let y = Int(runs.rows[i])
        self[x, y] = UInt8(max(0, min(255, Int(self[x, y]) + amount)))
      }
    }
  }
}
