import Decision
import Pixels
import Quality

/// One place of a part at which something was found on at least one picture, followed over all of
/// them.
public struct RepeatedDefect: Sendable, Equatable {
  /// What was found there on one picture.
  public struct Sighting: Sendable, Equatable {
    /// The picture, by its place among those of the part.
    public var picture: Int
    /// What.
    public var defect: Defect
    /// Whether it counted: reached the operating point, or the band below it.
    public var isReported: Bool
  }

  /// The sightings in the order of the pictures, at most one for each.
  public private(set) var sightings: [Sighting]

  /// The pictures on which it counted.
  public var reportedCount: Int { sightings.count { $0.isReported } }
  /// Its class, the most frequent one; of equally frequent ones the first.
  public var defectClass: DefectClass {
    let names = sightings.map(\.defect.defectClass)
    return names.max { a, b in
      names.count { $0 == a } < names.count { $0 == b }
    } ?? names[0]
  }
  /// Whether it was always called the same.
  public var hasOneClass: Bool { Set(sightings.map(\.defect.defectClass)).count == 1 }
  /// The box of the first sighting.
  public var box: PixelBox { sightings[0].defect.box }
  /// Its area in square pixels, over all sightings.
  public var area: SampleSpread { SampleSpread(sightings.map { Double($0.defect.area) }) }

  /// Follows what counted on any of `pictures`, which are the candidates of each picture in one frame,
  /// over all of them; candidates of at least `limit` count.
  ///
  /// Candidates of two pictures are the same where their boxes, each grown by `distance` pixels, meet.
  /// They are paired one to one, those with the most in common first, then those whose middles are
  /// nearest. A place at which nothing ever counted is left out. In the order of the first picture on
  /// which they were seen, from the top.
  public static func following(
    _ pictures: [[Defect]], reportedFrom limit: Double, distance: Int = 0
  ) -> [RepeatedDefect] {
    var places: [RepeatedDefect] = []
    for (number, candidates) in pictures.enumerated() {
      var pairs: [(place: Int, candidate: Int, common: Int, apart: Int)] = []
      for (p, place) in places.enumerated() {
        let known = place.box.grown(by: distance)
        for (c, candidate) in candidates.enumerated() {
          let common = known.intersection(candidate.box.grown(by: distance)).area
          guard common > 0 else { continue }
          pairs.append((p, c, common, Self.apart(place.box, candidate.box)))
        }
      }
      pairs.sort {
        ($1.common, $0.apart, $0.place, $0.candidate) < (
          $0.common, $1.apart, $1.place, $1.candidate
        )
      }
      var (takenPlaces, takenCandidates): (Set<Int>, Set<Int>) = ([], [])
      for pair in pairs
      where !takenPlaces.contains(pair.place) && !takenCandidates.contains(pair.candidate) {
        takenPlaces.insert(pair.place)
        takenCandidates.insert(pair.candidate)
        places[pair.place].sightings.append(
          sighting(candidates[pair.candidate], on: number, limit))
      }
      for (c, candidate) in candidates.enumerated() where !takenCandidates.contains(c) {
        places.append(RepeatedDefect(sightings: [sighting(candidate, on: number, limit)]))
      }
    }
    return places.filter { $0.reportedCount > 0 }.sorted {
      ($0.sightings[0].picture, $0.box.y1, $0.box.x1) < (
        $1.sightings[0].picture, $1.box.y1, $1.box.x1
      )
    }
  }

  private static func sighting(
    _ defect: Defect, on picture: Int, _ limit: Double
  ) -> Sighting {
    Sighting(picture: picture, defect: defect, isReported: defect.confidence >= limit)
  }

  /// The squared distance of the middles, in half pixels.
  private static func apart(_ a: PixelBox, _ b: PixelBox) -> Int {
    let (dx, dy) = (a.x1 + a.x2 - b.x1 - b.x2, a.y1 + a.y2 - b.y1 - b.y2)
    return dx * dx + dy * dy
  }
}
