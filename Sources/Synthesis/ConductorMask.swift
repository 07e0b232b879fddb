import Pixels

/// Which pixels are conductor, for asking what is connected with what. Conductor connects through
/// edges and corners of pixels (8 neighbours), what is between conductors through edges (4).
struct ConductorMask: Sendable {
  let size: PixelSize
  var isConductor: [Bool]

  /// Conductors, numbered from 0; -1 where there is none. Numbers follow the scan, top down.
  struct Labels: Sendable {
    var label: [Int32]
    /// Pixels of each.
    var areas: [Int]

    /// Makes the conductors `numbers` one, called as the first of them. Higher numbers move down.
    mutating func join(_ numbers: [Int32]) {
      guard let first = numbers.first else { return }
      for gone in numbers.dropFirst().sorted(by: >) {
        for i in label.indices where label[i] >= gone {
          label[i] = label[i] == gone ? first : label[i] - 1
        }
        areas[Int(first)] += areas.remove(at: Int(gone))
      }
    }
  }

  /// Labels all conductors by flood fill. Takes time in proportion to the pixels.
  func labels() -> Labels {
    label(in: PixelBox(x1: 0, y1: 0, x2: size.width, y2: size.height), diagonal: true) {
      isConductor[$0]
    }
  }

  /// Labels the pixels of `box` for which `isMember` holds, connected within the box. Labels are in
  /// the order of the box's pixels.
  func label(in box: PixelBox, diagonal: Bool, isMember: (Int) -> Bool) -> Labels {
    let (width, height) = (box.width, box.height)
    var label = [Int32](repeating: -1, count: width * height)
    var areas: [Int] = []
    func joins(_ i: Int) -> Bool {
      label[i] < 0 && isMember((box.y1 + i / width) * size.width + box.x1 + i % width)
    }
    var stack: [Int] = []
    for start in label.indices where joins(start) {
      let number = Int32(areas.count)
      areas.append(0)
      label[start] = number
      stack.append(start)
      while let i = stack.popLast() {
        areas[Int(number)] += 1
        let (x, y) = (i % width, i / width)
        for dy in -1...1 where y + dy >= 0 && y + dy < height {
          for dx in -1...1 where x + dx >= 0 && x + dx < width {
            guard diagonal || dx == 0 || dy == 0 else { continue }
            let j = (y + dy) * width + x + dx
            if joins(j) {
              label[j] = number
              stack.append(j)
            }
          }
        }
      }
    }
    return Labels(label: label, areas: areas)
  }
}
